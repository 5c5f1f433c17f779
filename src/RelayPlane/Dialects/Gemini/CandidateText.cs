using System.Text;

namespace RelayPlane.Dialects.Gemini;

/// <summary>The answer's text as it has come, and which block each stretch of it is in: Google counts in UTF-8 bytes over the whole.</summary>
internal sealed class CandidateText
{
    private readonly StringBuilder _all = new();
    private readonly List<(int Key, int Start)> _blocks = [];

    public void Add(int key, string text)
    {
        if (_blocks.Count == 0 || _blocks[^1].Key != key)
        {
            _blocks.Add((key, _all.Length));
        }

        _all.Append(text);
    }

    public override string ToString() => _all.ToString();

    /// <summary>The block that a stretch lies in, and where within it; null where it lies in none.</summary>
    public (int Key, int Start, int End)? Place(int start, int end)
    {
        for (var at = _blocks.Count - 1; at >= 0; at--)
        {
            var (key, from) = _blocks[at];
            if (from <= start)
            {
                var to = at + 1 < _blocks.Count ? _blocks[at + 1].Start : _all.Length;
                return (key, start - from, Math.Min(end, to) - from);
            }
        }

        return null;
    }
}

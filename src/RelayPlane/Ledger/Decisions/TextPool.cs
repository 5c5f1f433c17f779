using System.Text;

namespace RelayPlane.Ledger.Decisions;

/// <summary>Makes of the texts of many rows one string each, as most of them come again and again.</summary>
internal sealed class TextPool
{
    /// <summary>A few megabytes; then it begins anew.</summary>
    private const int MostKept = 8192;

    /// <summary>Longer ones hardly come again.</summary>
    private const int LongestKept = 256;

    private readonly Dictionary<string, string> _known;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public TextPool()
    {
        _known = new Dictionary<string, string>(StringComparer.Ordinal);
        _lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Of(Statement row, int column)
    {
        var bytes = row.Blob(column);
        if (bytes.Length > LongestKept)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        Span<char> room = stackalloc char[LongestKept];
        ReadOnlySpan<char> text = room[..Encoding.UTF8.GetChars(bytes, room)];
        if (_lookup.TryGetValue(text, out var known))
        {
            return known;
        }

        if (_known.Count == MostKept)
        {
            _known.Clear();
        }

        var made = text.ToString();
        _known.Add(made, made);
        return made;
    }

    public string? Maybe(Statement row, int column) => row.IsNull(column) ? null : Of(row, column);
}

namespace RelayPlane.Dialects.Gemini;

/// <summary>Cuts a JSON array that comes in pieces into the objects in it. An item that lies whole in one piece is handed out in place.</summary>
internal sealed class ArraySplitter
{
    private byte[] _carry = [];
    private int _carried;
    private int _depth;
    private bool _inText;
    private bool _escaped;

    /// <summary>Takes the next object off the front of the input. At false all of it was taken.</summary>
    public bool TryRead(ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> item)
    {
        var start = _depth > 0 ? 0 : input.IndexOf((byte)'{');
        if (start < 0)
        {
            start = input.Length;
        }

        for (var at = start; at < input.Length; at++)
        {
            Look(input[at]);
            if (_depth == 0)
            {
                item = Whole(input[start..(at + 1)]);
                input = input[(at + 1)..];
                return true;
            }
        }

        Keep(input[start..]);
        input = default;
        item = default;
        return false;
    }

    private void Look(byte one)
    {
        if (_escaped)
        {
            _escaped = false;
        }
        else if (_inText)
        {
            (_escaped, _inText) = (one == '\\', one != '"');
        }
        else if (one == '"')
        {
            _inText = true;
        }
        else if (one == '{')
        {
            _depth++;
        }
        else if (one == '}')
        {
            _depth--;
        }
    }

    private ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> last)
    {
        if (_carried == 0)
        {
            return last;
        }

        Keep(last);
        var whole = _carry.AsSpan(0, _carried);
        _carried = 0;
        return whole;
    }

    private void Keep(ReadOnlySpan<byte> piece)
    {
        if (_carry.Length < _carried + piece.Length)
        {
            Array.Resize(ref _carry, Math.Max(_carried + piece.Length, Math.Max(512, _carry.Length * 2)));
        }

        piece.CopyTo(_carry.AsSpan(_carried));
        _carried += piece.Length;
    }
}

namespace RelayPlane.Dialects.Ollama;

/// <summary>Cuts newline-delimited JSON into its lines, however it was split. Blank lines are passed over.</summary>
/// <param name="largest">A longer line is a fault, in bytes.</param>
internal sealed class LineSplitter(int largest = 32 << 20)
{
    private byte[] _carry = [];
    private int _carried;
    private bool _handed;

    /// <summary>Whether a line was too long; nothing more is read then.</summary>
    public bool TooLong { get; private set; }

    /// <summary>Takes the next line off the front of the input; it lives until the next call. At false all input was taken.</summary>
    public bool TryRead(ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> line)
    {
        Forget();
        while (!input.IsEmpty && !TooLong)
        {
            var end = input.IndexOf((byte)'\n');
            if (end < 0)
            {
                Carry(input);
                break;
            }

            line = input[..end];
            if (_carried > 0)
            {
                Carry(line);
                line = _carry.AsSpan(0, _carried);
                _handed = true;
            }

            input = input[(end + 1)..];
            line = line.Trim(" \t\r"u8);
            if (!line.IsEmpty && !TooLong)
            {
                return true;
            }

            Forget();
        }

        input = default;
        line = default;
        return false;
    }

    /// <summary>At the end: the last line, if it lacks its end.</summary>
    public bool TryFinish(out ReadOnlySpan<byte> line)
    {
        Forget();
        line = _carry.AsSpan(0, _carried).Trim(" \t\r\n"u8);
        _handed = true;
        return !line.IsEmpty && !TooLong;
    }

    private void Carry(ReadOnlySpan<byte> piece)
    {
        if (piece.Length > largest - _carried)
        {
            TooLong = true;
            return;
        }

        if (_carried + piece.Length > _carry.Length)
        {
            Array.Resize(ref _carry, Math.Max(_carried + piece.Length, _carry.Length * 2));
        }

        piece.CopyTo(_carry.AsSpan(_carried));
        _carried += piece.Length;
    }

    private void Forget()
    {
        _carried = _handed ? 0 : _carried;
        _handed = false;
    }
}

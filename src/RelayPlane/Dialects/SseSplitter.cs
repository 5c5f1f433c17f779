namespace RelayPlane.Dialects;

/// <summary>
/// Cuts a byte stream into server-sent events, however it was split: lines end in LF, CRLF or CR, a byte order mark, comments and data over
/// several lines are understood. Events that lie whole in the input are handed out in place; only a partial one is carried over.
/// An event ends where its blank line is certain to end, so a CR that closes the input waits for the next byte.
/// </summary>
internal sealed class SseSplitter(int largestEvent = 16 << 20)
{
    private byte[] _carry = [];
    private byte[] _joined = [];
    private int _carried;
    private int _line;
    private int _seen;
    private bool _begun;
    private bool _dropped;

    /// <summary>The bytes of the event that has not ended yet.</summary>
    public ReadOnlySpan<byte> Carried => _carry.AsSpan(0, _carried);

    /// <summary>Takes the next event off the front of the input. At false all input was taken, and nothing of it made up a whole event.</summary>
    public bool TryRead(ref ReadOnlySpan<byte> input, out SseEvent next)
    {
        next = default;
        if (input.IsEmpty)
        {
            return false;
        }

        var before = _carried;
        if (before > 0)
        {
            Carry(input);
        }

        var span = before > 0 ? _carry.AsSpan(0, _carried) : input;
        var end = FindEnd(span);
        if (end >= 0)
        {
            next = Parse(span[..end]);
            input = input[(end - before)..];
            Forget();
            return true;
        }

        if (before == 0)
        {
            Carry(input);
        }

        input = default;
        if (_carried > largestEvent)
        {
            DropCarried();
        }

        return false;
    }

    /// <summary>At the end of the stream: the last event, if it lacks its blank line.</summary>
    public bool TryFinish(out SseEvent last)
    {
        last = _carried > 0 ? Parse(_carry.AsSpan(0, _carried)) : default;
        var found = _carried > 0;
        Forget();
        return found;
    }

    /// <summary>Forgets the carried bytes but for the few that tell how the line goes on; the event will have no name or data.</summary>
    public void DropCarried()
    {
        var kept = Math.Min(2, _carried - _line);
        _carry.AsSpan(_carried - kept, kept).CopyTo(_carry);
        _carried = kept;
        _line = _seen = 0;
        _dropped = true;
        if (_carry.Length > 1 << 20)
        {
            _carry = _carry[..kept];
        }
    }

    private int FindEnd(ReadOnlySpan<byte> span)
    {
        while (true)
        {
            var found = span[_seen..].IndexOfAny((byte)'\n', (byte)'\r');
            if (found < 0)
            {
                _seen = span.Length;
                return -1;
            }

            var at = _seen + found;
            if (span[at] == '\r' && at + 1 == span.Length)
            {
                _seen = at;
                return -1;
            }

            var next = span[at] == '\r' && span[at + 1] == '\n' ? at + 2 : at + 1;
            if (at == _line)
            {
                return next;
            }

            _line = _seen = next;
        }
    }

    private SseEvent Parse(ReadOnlySpan<byte> raw)
    {
        if (_dropped)
        {
            return new SseEvent(raw, default, default);
        }

        ReadOnlySpan<byte> name = default;
        ReadOnlySpan<byte> data = default;
        var lines = 0;
        var rest = !_begun && raw.StartsWith("\uFEFF"u8) ? raw[3..] : raw;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (Field(line, "data"u8, out var value))
            {
                data = lines++ == 0 ? value : Join(data, value);
            }
            else if (Field(line, "event"u8, out value))
            {
                name = value;
            }
        }

        return new SseEvent(raw, name, data);
    }

    private static bool Field(ReadOnlySpan<byte> line, ReadOnlySpan<byte> field, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!line.StartsWith(field) || (line.Length > field.Length && line[field.Length] != ':'))
        {
            return false;
        }

        value = line.Length > field.Length ? line[(field.Length + 1)..] : default;
        value = value.Length > 0 && value[0] == ' ' ? value[1..] : value;
        return true;
    }

    private ReadOnlySpan<byte> Join(ReadOnlySpan<byte> data, ReadOnlySpan<byte> more)
    {
        var length = data.Length + 1 + more.Length;
        if (_joined.Length < length)
        {
            var grown = new byte[length * 2];
            data.CopyTo(grown);
            _joined = grown;
        }
        else
        {
            data.CopyTo(_joined);
        }

        _joined[data.Length] = (byte)'\n';
        more.CopyTo(_joined.AsSpan(data.Length + 1));
        return _joined.AsSpan(0, length);
    }

    private void Carry(ReadOnlySpan<byte> input)
    {
        if (_carry.Length < _carried + input.Length)
        {
            Array.Resize(ref _carry, Math.Max(_carried + input.Length, Math.Max(512, _carry.Length * 2)));
        }

        input.CopyTo(_carry.AsSpan(_carried));
        _carried += input.Length;
    }

    private void Forget()
    {
        _carried = _line = _seen = 0;
        _begun = true;
        _dropped = false;
    }
}

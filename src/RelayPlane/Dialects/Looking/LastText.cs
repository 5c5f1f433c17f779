namespace RelayPlane.Dialects.Looking;

/// <summary>Writes down what a person said in a turn: all of it, or where it is too long its beginning and its end.</summary>
internal static class LastText
{
    /// <summary>The share of the room that the end has.</summary>
    private const int EndShare = 4;

    public static int Write(ReadOnlySpan<byte> content, Span<byte> room)
    {
        var any = PersonText.Any(content);
        var total = Length(content, any);
        var end = total > room.Length ? room.Length / EndShare : 0;
        var (head, tailFrom) = (room.Length - end, end > 0 ? total - end : int.MaxValue);
        var (written, at, ends) = (0, 0, 0);
        var pieces = new Pieces(content, any);
        while (pieces.Next())
        {
            var piece = pieces.Current;
            if (at < head && written < head)
            {
                written += JsonUnescape.Write(piece[..Math.Min(piece.Length, head - at)], room[written..head]);
            }

            if (at + piece.Length > tailFrom)
            {
                // The beginning may have come out shorter than it was written, so that the end moves up to it.
                ends = ends == 0 ? written : ends;
                ends += JsonUnescape.Write(FromWhole(piece, Math.Max(0, tailFrom - at)), room[ends..]);
            }

            at += piece.Length + 1;
            if (end == 0 && written > 0 && written < room.Length)
            {
                room[written++] = (byte)'\n';
            }
        }

        written = ends > 0 ? ends : written;
        return end == 0 && written > 0 && room[written - 1] == '\n' ? written - 1 : written;
    }

    private static int Length(ReadOnlySpan<byte> content, bool any)
    {
        var total = 0;
        var pieces = new Pieces(content, any);
        while (pieces.Next())
        {
            total += pieces.Current.Length + 1;
        }

        return total;
    }

    /// <summary>A piece from a place on that is within neither an escape nor a character.</summary>
    private static ReadOnlySpan<byte> FromWhole(ReadOnlySpan<byte> piece, int from)
    {
        if (from == 0)
        {
            return piece;
        }

        var space = piece[from..Math.Min(piece.Length, from + 64)].IndexOf((byte)' ');
        if (space >= 0)
        {
            return piece[(from + space)..];
        }

        // Text without spaces: behind the last escape that may reach to here, at the beginning of a character.
        var escape = piece[Math.Max(0, from - 6)..from].LastIndexOf((byte)'\\');
        from = escape < 0 ? from : Math.Min(piece.Length, Math.Max(0, from - 6) + escape + (piece[Math.Min(piece.Length - 1, Math.Max(0, from - 6) + escape + 1)] == 'u' ? 6 : 2));
        while (from < piece.Length && (piece[from] & 0xC0) == 0x80)
        {
            from++;
        }

        return piece[from..];
    }

    /// <summary>A person's pieces, or where no person spoke the whole text, whoever wrote it.</summary>
    private ref struct Pieces(ReadOnlySpan<byte> content, bool persons)
    {
        private PersonText _text = new(content);
        private ReadOnlySpan<byte> _whole = persons || content.Length < 2 || content[0] != '"' ? default : content[1..^1];
        private JsonWalk _blocks = new(!persons && content.Length > 0 && content[0] == '[' ? content : "[]"u8);

        public ReadOnlySpan<byte> Current { get; private set; }

        public bool Next()
        {
            if (persons)
            {
                var found = _text.Next();
                Current = _text.Current;
                return found;
            }

            if (!_whole.IsEmpty)
            {
                Current = _whole;
                _whole = default;
                return true;
            }

            while (_blocks.Next())
            {
                var text = JsonText.Member(_blocks.Value, "text"u8);
                if (text.Length > 2 && text[0] == '"')
                {
                    Current = text[1..^1];
                    return true;
                }
            }

            return false;
        }
    }
}

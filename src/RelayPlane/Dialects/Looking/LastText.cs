namespace RelayPlane.Dialects.Looking;

/// <summary>Writes down what a person said in a turn: all of it, or where it is too long its beginning and its end.</summary>
internal static class LastText
{
    /// <summary>The share of the room that the end has.</summary>
    private const int EndShare = 4;

    /// <summary>Both halves of a character that takes two.</summary>
    private const int LongestEscape = 12;

    public static int Write(ReadOnlySpan<byte> content, Span<byte> room)
    {
        var any = PersonText.Any(content);
        var total = Length(content, any);
        var end = total > room.Length ? room.Length / EndShare : 0;
        var (head, tailFrom) = (room.Length - end, end > 0 ? total - end + (2 * LongestEscape) : int.MaxValue);
        var (written, at, ends) = (0, 0, 0);
        var pieces = new Pieces(content, any);
        while (pieces.Next())
        {
            var piece = pieces.Current;
            if (at < head && written < head)
            {
                written += JsonUnescape.Write(piece[..Whole(piece, head - at)], room[written..head]);
            }

            if (at + piece.Length > tailFrom)
            {
                // The beginning may have come out shorter than it was written, so that the end moves up to it.
                ends = ends == 0 ? written : ends;
                ends += JsonUnescape.Write(piece[Whole(piece, tailFrom - at)..], room[ends..]);
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

    /// <summary>The place itself, or the nearest before it that is within neither an escape nor a character.</summary>
    private static int Whole(ReadOnlySpan<byte> piece, int at)
    {
        if (at <= 0 || at >= piece.Length)
        {
            return Math.Clamp(at, 0, piece.Length);
        }

        var from = Math.Max(0, at - LongestEscape);
        var escape = piece[from..at].IndexOf((byte)'\\');
        if (escape < 0)
        {
            while (at > 0 && (piece[at] & 0xC0) == 0x80)
            {
                at--;
            }

            return at;
        }

        // A backslash that an odd number of others stands before is the escaped one.
        at = from + escape;
        var run = at - 1 - piece[..at].LastIndexOfAnyExcept((byte)'\\');
        at -= run & 1;
        return IsLowHalf(piece[at..]) ? Math.Max(0, at - (LongestEscape / 2)) : at;
    }

    private static bool IsLowHalf(ReadOnlySpan<byte> escape) =>
        escape.Length > 3 && escape[1] == 'u' && (escape[2] | 0x20) == 'd' && (escape[3] | 0x20) is >= 'c' and <= 'f';

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

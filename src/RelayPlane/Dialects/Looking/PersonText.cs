namespace RelayPlane.Dialects.Looking;

/// <summary>
/// Goes through what a person wrote in one turn, piece by piece, as it stands in the JSON (still escaped). What a program puts between (reminders,
/// the state of an editor, the output of its own commands) is left out.
/// </summary>
internal ref struct PersonText
{
    private readonly bool _isList;
    private JsonWalk _blocks;
    private ReadOnlySpan<byte> _rest;

    /// <param name="content">A string, or a list of blocks, parts or strings.</param>
    public PersonText(ReadOnlySpan<byte> content)
    {
        _isList = content.Length > 0 && content[0] == '[';
        _blocks = new JsonWalk(_isList ? content : "[]"u8);
        _rest = Inside(content);
    }

    /// <summary>A piece of text, never blank.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    public static bool Any(ReadOnlySpan<byte> content) => new PersonText(content).Next();

    public bool Next()
    {
        while (true)
        {
            while (!_rest.IsEmpty)
            {
                Current = Asides.Before(_rest, out var next);
                _rest = _rest[next..];
                if (!IsBlank(Current))
                {
                    return true;
                }
            }

            if (!_isList || !_blocks.Next())
            {
                return false;
            }

            _rest = TextOf(_blocks.Value);
        }
    }

    /// <summary>The inside of a block's text; empty for any other kind of block.</summary>
    private static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> block)
    {
        if (block.Length == 0 || block[0] != '{')
        {
            return Inside(block);
        }

        ReadOnlySpan<byte> text = default;
        var walk = new JsonWalk(block);
        while (walk.Next())
        {
            if (walk.Name.SequenceEqual("type"u8) && !walk.Value.SequenceEqual("\"text\""u8) && !walk.Value.SequenceEqual("\"input_text\""u8))
            {
                return default;
            }

            if (walk.Name.SequenceEqual("text"u8))
            {
                text = Inside(walk.Value);
            }
        }

        return text;
    }

    private static ReadOnlySpan<byte> Inside(ReadOnlySpan<byte> value) => value.Length > 1 && value[0] == '"' ? value[1..^1] : default;

    private static bool IsBlank(ReadOnlySpan<byte> piece)
    {
        var at = 0;
        while (at < piece.Length)
        {
            if (piece[at] <= ' ')
            {
                at++;
            }
            else if (piece[at] == '\\' && at + 1 < piece.Length && piece[at + 1] is (byte)'n' or (byte)'r' or (byte)'t')
            {
                at += 2;
            }
            else
            {
                return false;
            }
        }

        return true;
    }
}

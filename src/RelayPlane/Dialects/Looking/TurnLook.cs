namespace RelayPlane.Dialects.Looking;

/// <summary>One turn of a conversation, as much as has to be known of it.</summary>
internal readonly ref struct TurnLook
{
    private TurnLook(ReadOnlySpan<byte> content, Speaker who, bool isMixed, int length)
    {
        Content = content;
        Who = who;
        IsMixed = isMixed;
        Length = length;
    }

    /// <summary>A string, or a list of blocks or parts.</summary>
    public ReadOnlySpan<byte> Content { get; }

    public Speaker Who { get; }

    /// <summary>Whether words of a person may stand beside the results.</summary>
    public bool IsMixed { get; }

    /// <summary>How long it is; 0 where it breaks off.</summary>
    public int Length { get; }

    /// <param name="rest">Begins with the turn; what follows it is not looked at.</param>
    public static TurnLook At(ReadOnlySpan<byte> rest)
    {
        if (rest[0] == '"')
        {
            var end = JsonSkip.End(rest, 0);
            return new TurnLook(rest[..Math.Max(0, end)], Speaker.Person, false, Math.Max(0, end));
        }

        ReadOnlySpan<byte> content = default, role = default, type = default;
        var walk = new JsonWalk(rest);
        while (walk.Next())
        {
            switch (walk.Name.Length)
            {
                case 4 when walk.Name.SequenceEqual("role"u8):
                    role = walk.Value;
                    break;
                case 4 when walk.Name.SequenceEqual("type"u8):
                    type = walk.Value;
                    break;
                case 7 when walk.Name.SequenceEqual("content"u8):
                case 5 when walk.Name.SequenceEqual("parts"u8):
                    content = walk.Value;
                    break;
            }
        }

        // A list goes on behind its item, which a walk of that item takes for a fault once it has closed it.
        var closed = walk.Position > 0 && Closes(rest[..walk.Position]);
        var who = Of(role, type, content);
        return new TurnLook(content, who == Speaker.Person && BeginsWithResult(content) ? Speaker.Tool : who, who == Speaker.Person, closed ? walk.Position : 0);
    }

    private static bool Closes(ReadOnlySpan<byte> turn) => turn.TrimEnd(" \n\r\t"u8) is [.., (byte)'}'];

    private static Speaker Of(ReadOnlySpan<byte> role, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content) => role switch
    {
        _ when role.SequenceEqual("\"user\""u8) => Speaker.Person,
        _ when role.SequenceEqual("\"assistant\""u8) || role.SequenceEqual("\"model\""u8) => Speaker.Model,
        _ when role.SequenceEqual("\"tool\""u8) || role.SequenceEqual("\"function\""u8) => Speaker.Tool,
        _ when role.SequenceEqual("\"system\""u8) || role.SequenceEqual("\"developer\""u8) => Speaker.Instructs,
        _ when type.EndsWith("_output\""u8) || type.SequenceEqual("\"mcp_approval_response\""u8) => Speaker.Tool,
        _ when type.IsEmpty && !content.IsEmpty => Speaker.Person,
        _ => Speaker.Model,
    };

    /// <summary>The first block tells what a turn of many is: results stand before anything else.</summary>
    private static bool BeginsWithResult(ReadOnlySpan<byte> content)
    {
        var at = content.Length > 0 && content[0] == '[' ? content.IndexOf((byte)'{') : -1;
        if (at < 0)
        {
            return false;
        }

        var walk = new JsonWalk(content[at..]);
        while (walk.Next())
        {
            if (walk.Name.SequenceEqual("type"u8))
            {
                return walk.Value.EndsWith("tool_result\""u8);
            }

            if (walk.Name.SequenceEqual("functionResponse"u8) || walk.Name.SequenceEqual("function_response"u8) || walk.Name.SequenceEqual("tool_use_id"u8))
            {
                return true;
            }

            if (walk.Name.SequenceEqual("text"u8))
            {
                return false;
            }
        }

        return false;
    }
}

/// <summary>Whose turn it is.</summary>
internal enum Speaker
{
    Person,
    Model,
    Tool,
    Instructs,
}

namespace RelayPlane.Dialects.OpenAI;

/// <summary>What the <c>choices</c> of a chat or text completion show, whole or chunk.</summary>
/// <param name="HasContent">Whether any of them carries text, a tool call, reasoning or a refusal.</param>
/// <param name="Finished">Whether any of them has a finish reason.</param>
internal readonly record struct Choices(bool HasContent, bool Finished)
{
    public static Choices Read(ReadOnlySpan<byte> choices)
    {
        var content = false;
        var finished = false;
        var items = new JsonWalk(choices);
        while (items.Open == '[' && items.Next())
        {
            var choice = new JsonWalk(items.Value);
            while (choice.Open == '{' && choice.Next())
            {
                if (choice.Name.SequenceEqual("finish_reason"u8))
                {
                    finished |= choice.Value[0] == '"';
                }
                else if (choice.Name.SequenceEqual("text"u8))
                {
                    content |= JsonText.HasAny(choice.Value);
                }
                else if (choice.Name.SequenceEqual("delta"u8) || choice.Name.SequenceEqual("message"u8))
                {
                    content |= Speaks(choice.Value);
                }
            }
        }

        return new Choices(content, finished);
    }

    /// <summary>Providers have many words for content and reasoning; anything but the role is some.</summary>
    private static bool Speaks(ReadOnlySpan<byte> message)
    {
        var walk = new JsonWalk(message);
        while (walk.Open == '{' && walk.Next())
        {
            if (!walk.Name.SequenceEqual("role"u8) && JsonText.HasAny(walk.Value))
            {
                return true;
            }
        }

        return false;
    }
}

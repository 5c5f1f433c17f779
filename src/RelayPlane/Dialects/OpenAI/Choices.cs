namespace RelayPlane.Dialects.OpenAI;

/// <summary>What the <c>choices</c> of a chat or text completion show, whole or chunk.</summary>
/// <param name="HasContent">Whether any of them carries text, a tool call, reasoning or a refusal.</param>
/// <param name="Finished">Whether any of them has a finish reason.</param>
/// <param name="Words">How much of it there is, in bytes.</param>
internal readonly record struct Choices(bool HasContent, bool Finished, long Words)
{
    public static Choices Read(ReadOnlySpan<byte> choices)
    {
        var finished = false;
        var any = false;
        long words = 0;
        var items = new JsonWalk(choices);
        while (items.Open == '[' && items.Next())
        {
            ReadOnlySpan<byte> whole = default;
            var choice = new JsonWalk(items.Value);
            while (choice.Open == '{' && choice.Next())
            {
                if (choice.Name.SequenceEqual("finish_reason"u8))
                {
                    finished |= choice.Value[0] == '"';
                }
                else if (choice.Name.SequenceEqual("text"u8))
                {
                    any |= JsonText.HasAny(choice.Value);
                    words += ContentCount.Bytes(choice.Value);
                }
                else if (choice.Name.SequenceEqual("delta"u8))
                {
                    (any, words) = Spoken(choice.Value, any, words);
                }
                else if (choice.Name.SequenceEqual("message"u8))
                {
                    whole = choice.Value;
                }
            }

            if (!whole.IsEmpty)
            {
                // Beside a delta, Perplexity repeats all that it has said so far.
                var spoken = Spoken(whole, false, 0);
                words += words == 0 ? spoken.Words : 0;
                any |= spoken.Any;
            }
        }

        return new Choices(any, finished, words);
    }

    /// <summary>Providers have many words for content and reasoning; anything but the role is some.</summary>
    private static (bool Any, long Words) Spoken(ReadOnlySpan<byte> message, bool any, long words)
    {
        var walk = new JsonWalk(message);
        while (walk.Open == '{' && walk.Next())
        {
            if (!walk.Name.SequenceEqual("role"u8) && JsonText.HasAny(walk.Value))
            {
                any = true;

                // OpenRouter says its reasoning twice.
                words += walk.Name.SequenceEqual("reasoning_details"u8) ? 0 : ContentCount.Bytes(walk.Value);
            }
        }

        return (any, words);
    }
}

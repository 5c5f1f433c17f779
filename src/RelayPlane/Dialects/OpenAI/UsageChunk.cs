namespace RelayPlane.Dialects.OpenAI;

/// <summary>Recognises the chunk of a Chat Completions stream that carries usage and nothing else: no choices, and a usage object.</summary>
internal static class UsageChunk
{
    public static bool IsUsageOnly(ReadOnlySpan<byte> data)
    {
        var empty = false;
        var usage = false;
        var walk = new JsonWalk(data);
        while (walk.Open == '{' && walk.Next())
        {
            if (walk.Name.SequenceEqual("choices"u8))
            {
                if (!MayBeEmptyArray(walk.Value))
                {
                    return false;
                }

                empty = true;
            }
            else if (walk.Name.SequenceEqual("usage"u8))
            {
                usage = JsonText.IsObject(walk.Value);
            }
        }

        return walk.Finished && empty && usage;
    }

    /// <summary>Whether an event that has come this far may still turn out to be one. Only what a longer look cannot undo is a no.</summary>
    public static bool MayBecome(ReadOnlySpan<byte> partialEvent)
    {
        if (!partialEvent.StartsWith("data:"u8))
        {
            return true;
        }

        var data = partialEvent[5..];
        var lineEnd = data.IndexOfAny((byte)'\n', (byte)'\r');
        return !Decided(lineEnd < 0 ? data : data[..lineEnd]);
    }

    private static bool Decided(ReadOnlySpan<byte> data)
    {
        var walk = new JsonWalk(data);
        if (walk.Open != '{')
        {
            return walk.Open != 0;
        }

        while (walk.Next())
        {
            if (walk.Name.SequenceEqual("choices"u8) && !MayBeEmptyArray(walk.Value))
            {
                return true;
            }
        }

        return walk.Name.SequenceEqual("choices"u8) && walk.ValueEnd > walk.ValueStart && !MayBeEmptyArray(walk.Value);
    }

    /// <summary>An array without an item so far: <c>[</c>, white space, and at most its end.</summary>
    private static bool MayBeEmptyArray(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || value[0] != '[')
        {
            return false;
        }

        var inside = value[1..].TrimStart(" \t\r\n"u8);
        return inside.IsEmpty || inside[0] == ']';
    }
}

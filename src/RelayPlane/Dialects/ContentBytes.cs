namespace RelayPlane.Dialects;

/// <summary>
/// How much of a piece of a reply a model wrote, in bytes as they stand in the JSON: its words, thoughts, and the arguments of its calls, whatever they
/// are called, and not the frame, ids, signatures and files around them.
/// </summary>
internal static class ContentBytes
{
    /// <summary>No format nests its content deeper.</summary>
    private const int Deepest = 8;

    public static long In(ReadOnlySpan<byte> value) => In(value, Deepest);

    private static long In(ReadOnlySpan<byte> value, int depth)
    {
        if (value.Length < 2 || depth == 0)
        {
            return 0;
        }

        if (value[0] == '"')
        {
            return value.Length - 2;
        }

        long bytes = 0;
        var walk = new JsonWalk(value);
        while (walk.Open != 0 && walk.Next())
        {
            bytes += walk.Open == '[' || !IsFrame(walk.Name)
                ? IsArguments(walk.Name) && walk.Value[0] == '{' ? walk.Value.Length : In(walk.Value, depth - 1)
                : 0;
        }

        return bytes;
    }

    /// <summary>Arguments that come as an object were written with their names and brackets.</summary>
    private static bool IsArguments(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("args"u8) || name.SequenceEqual("arguments"u8) || name.SequenceEqual("input"u8);

    /// <summary>OpenRouter says its reasoning twice, the second time as details.</summary>
    private static bool IsFrame(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 => name.SequenceEqual("id"u8),
        4 => name.SequenceEqual("role"u8) || name.SequenceEqual("type"u8) || name.SequenceEqual("data"u8),
        6 => name.SequenceEqual("format"u8) || name.SequenceEqual("status"u8),
        7 => name.SequenceEqual("call_id"u8) || name.SequenceEqual("item_id"u8),
        8 => name.SequenceEqual("mimeType"u8),
        9 => name.SequenceEqual("signature"u8) || name.SequenceEqual("image_url"u8),
        16 => name.SequenceEqual("thoughtSignature"u8),
        17 => name.SequenceEqual("encrypted_content"u8) || name.SequenceEqual("reasoning_details"u8),
        _ => false,
    };
}

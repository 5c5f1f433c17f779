namespace RelayPlane.Dialects;

/// <summary>Says in one line what a provider's error value says, whichever shape it has: an object, a string, or a list.</summary>
internal static class ErrorText
{
    private const int LongestRead = 64 << 10;
    private const int LongestKept = 500;

    /// <summary><c>type: message</c>; null where the value says that there was no error.</summary>
    public static string? Of(ReadOnlySpan<byte> error)
    {
        if (error.IsEmpty || error.SequenceEqual("null"u8) || error.SequenceEqual("false"u8) || error.SequenceEqual("\"\""u8))
        {
            return null;
        }

        if (JsonText.TryRead(error, out var text, LongestRead))
        {
            return Short(text);
        }

        string? kind = null;
        string? message = null;
        var walk = new JsonWalk(error);
        while (walk.Open == '{' && walk.Next())
        {
            if (walk.Name.SequenceEqual("message"u8) && JsonText.TryRead(walk.Value, out text, LongestRead))
            {
                message = text;
            }
            else if (walk.Name.SequenceEqual("type"u8) || walk.Name.SequenceEqual("status"u8))
            {
                kind = JsonText.OrNull(walk.Value) ?? kind;
            }
            else if (walk.Name.SequenceEqual("code"u8))
            {
                kind ??= JsonText.OrNull(walk.Value);
            }
        }

        return Short(message is null ? kind ?? "error" : kind is null ? message : $"{kind}: {message}");
    }

    private static string Short(string text) => text.Length <= LongestKept ? text : text[..LongestKept];
}

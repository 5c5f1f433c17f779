namespace RelayPlane.Dialects.Anthropic;

/// <summary>The beginning of a stream of <c>/v1/messages</c>.</summary>
internal static class MessagesStart
{
    public static StreamStep Of(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> data)
    {
        if (kind.SequenceEqual("message_start"u8) || kind.SequenceEqual("ping"u8))
        {
            return StreamStep.Lifecycle;
        }

        if (kind.SequenceEqual("content_block_start"u8))
        {
            return IsEmptyText(JsonText.Member(data, "content_block"u8)) ? StreamStep.Lifecycle : StreamStep.Content;
        }

        if (kind.SequenceEqual("message_delta"u8) || kind.SequenceEqual("message_stop"u8))
        {
            return StreamStep.End;
        }

        // Servers that speak this API beside others write their errors without a name at times.
        return kind.SequenceEqual("error"u8) || (kind.IsEmpty && WholeBody.HasError(data)) ? StreamStep.Error : StreamStep.Content;
    }

    /// <summary>A block of text or thinking that has none yet. Any other (a tool call, what a server tool found) is content by its type alone.</summary>
    private static bool IsEmptyText(ReadOnlySpan<byte> block)
    {
        var type = JsonText.Member(block, "type"u8);
        return type.SequenceEqual("\"text\""u8) ? !JsonText.HasAny(JsonText.Member(block, "text"u8))
            : type.SequenceEqual("\"thinking\""u8) && !JsonText.HasAny(JsonText.Member(block, "thinking"u8));
    }
}

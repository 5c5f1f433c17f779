namespace RelayPlane.Dialects.OpenAI;

/// <summary>The beginning of a stream of <c>/v1/responses</c>.</summary>
internal static class ResponsesStart
{
    public static StreamStep Of(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> data)
    {
        if (kind.SequenceEqual("response.created"u8) || kind.SequenceEqual("response.queued"u8) || kind.SequenceEqual("response.in_progress"u8)
            || kind.SequenceEqual("response.content_part.added"u8))
        {
            return StreamStep.Lifecycle;
        }

        if (kind.SequenceEqual("response.output_item.added"u8))
        {
            return IsEmpty(JsonText.Member(data, "item"u8)) ? StreamStep.Lifecycle : StreamStep.Content;
        }

        if (kind.SequenceEqual("error"u8) || kind.SequenceEqual("response.failed"u8) || (kind.IsEmpty && WholeBody.HasError(data)))
        {
            return StreamStep.Error;
        }

        return kind.SequenceEqual("response.completed"u8) || kind.SequenceEqual("response.incomplete"u8) || data.SequenceEqual("[DONE]"u8)
            ? StreamStep.End
            : StreamStep.Content;
    }

    /// <summary>A message or reasoning with nothing in it. Any other item is content by its type alone.</summary>
    private static bool IsEmpty(ReadOnlySpan<byte> item)
    {
        var type = JsonText.Member(item, "type"u8);
        return (type.SequenceEqual("\"message\""u8) || type.SequenceEqual("\"reasoning\""u8))
            && !JsonText.HasAny(JsonText.Member(item, "content"u8))
            && !JsonText.HasAny(JsonText.Member(item, "summary"u8))
            && !JsonText.HasAny(JsonText.Member(item, "encrypted_content"u8));
    }
}

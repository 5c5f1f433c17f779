namespace RelayPlane.Dialects.OpenAI;

/// <summary>Finds the id of a reply of the Responses API in its beginning.</summary>
internal static class ResponseId
{
    /// <param name="beginning">At least the first event of a stream, or a body as far as its id.</param>
    /// <returns>Null where it is not there.</returns>
    public static string? In(ReadOnlySpan<byte> beginning, bool eventStream)
    {
        if (!eventStream)
        {
            return JsonText.OrNull(JsonText.Member(beginning, "id"u8));
        }

        var events = new SseSplitter();
        while (events.TryRead(ref beginning, out var next))
        {
            if (JsonText.OrNull(JsonText.Member(JsonText.Member(next.Data, "response"u8), "id"u8)) is { } id)
            {
                return id;
            }
        }

        return null;
    }
}

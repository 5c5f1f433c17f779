namespace RelayPlane.Dialects.OpenAI;

/// <summary>Counts the searches that OpenAI made on the web for a response: its usage does not, so they are counted among what it put out. Opening a page that was found is none.</summary>
internal static class SearchCalls
{
    public static long In(ReadOnlySpan<byte> output)
    {
        // Most responses have none; this is faster than a look at each item.
        if (output.IndexOf("web_search_call"u8) < 0)
        {
            return 0;
        }

        long searches = 0;
        var walk = new JsonWalk(output);
        while (walk.Open == '[' && walk.Next())
        {
            if (JsonText.Member(walk.Value, "type"u8).SequenceEqual("\"web_search_call\""u8)
                && JsonText.Member(JsonText.Member(walk.Value, "action"u8), "type"u8) is var action
                && (action.IsEmpty || action.SequenceEqual("\"search\""u8)))
            {
                searches++;
            }
        }

        return searches;
    }
}

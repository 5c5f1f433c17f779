using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Puts the results of tools where Gemini wants them: right after the calls, as many as they are, and in their order.</summary>
internal static class Answers
{
    public static void Arrange(List<Content> contents)
    {
        for (var at = 0; at < contents.Count; at++)
        {
            var calls = contents[at].IsModel ? contents[at].Blocks.OfType<ToolCallBlock>().ToList() : [];
            var answered = at + 1 < contents.Count && !contents[at + 1].IsModel;
            if (calls.Count > 0 && !answered)
            {
                contents.Insert(at + 1, new Content(false, []));
            }

            if (calls.Count > 0)
            {
                Arrange(calls, contents[++at].Blocks);
            }
            else if (!contents[at].IsModel)
            {
                Arrange([], contents[at].Blocks);
            }
        }
    }

    private static void Arrange(List<ToolCallBlock> calls, List<Block> blocks)
    {
        var results = new Dictionary<string, ToolResultBlock>();
        var others = new List<Block>();
        foreach (var block in blocks)
        {
            if (block is not ToolResultBlock result)
            {
                others.Add(block);
            }
            else if (calls.Exists(call => call.Id == result.CallId))
            {
                results.TryAdd(result.CallId, result);
            }
            else
            {
                // Gemini refuses a result whose call it does not see, so its words stay as words.
                others.AddRange(result.Content);
            }
        }

        blocks.Clear();
        foreach (var call in calls)
        {
            blocks.Add(results.TryGetValue(call.Id, out var result) ? result with { Name = call.Name } : Interrupted(call));
        }

        blocks.AddRange(others);
    }

    /// <summary>The count must be right also where a user broke in before the tool had answered.</summary>
    private static ToolResultBlock Interrupted(ToolCallBlock call) =>
        new(call.Id, [new TextBlock("The call was interrupted.")]) { Name = call.Name, IsError = true };
}

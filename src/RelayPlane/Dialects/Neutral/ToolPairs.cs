namespace RelayPlane.Dialects.Neutral;

/// <summary>
/// Brings each call of a tool and its result together: all results of one turn stand at the head of the next, each call has exactly one (bug B35), one
/// that was never answered has an error, and a result that nobody called for is plain content.
/// </summary>
internal static class ToolPairs
{
    /// <param name="turns">No two of the same side in a row.</param>
    public static void Complete(List<OpenTurn> turns)
    {
        var placed = new HashSet<Block>(ReferenceEqualityComparer.Instance);
        var answered = new HashSet<string>();
        for (var i = 0; i < turns.Count; i++)
        {
            if (turns[i].Role != Role.Assistant)
            {
                continue;
            }

            List<Block> results = [.. turns[i].Blocks.OfType<ToolCallBlock>().Select(call => Take(turns, i, call.Id) ?? Interrupted(call))];
            if (results.Count == 0)
            {
                continue;
            }

            placed.UnionWith(results);
            answered.UnionWith(results.Select(result => ((ToolResultBlock)result).CallId));
            if (i + 1 < turns.Count && turns[i + 1].Role == Role.User)
            {
                turns[i + 1].Blocks.InsertRange(0, results);
            }
            else
            {
                turns.Insert(i + 1, new OpenTurn(Role.User, results));
            }
        }

        foreach (var turn in turns)
        {
            Loosen(turn.Blocks, placed, answered);
        }

        turns.RemoveAll(turn => turn.Blocks.Count == 0);
    }

    /// <summary>The first result with that id behind the call, up to where another call takes the same id.</summary>
    private static ToolResultBlock? Take(List<OpenTurn> turns, int call, string id)
    {
        for (var i = call + 1; i < turns.Count; i++)
        {
            var blocks = turns[i].Blocks;
            if (turns[i].Role == Role.Assistant && blocks.Exists(block => block is ToolCallBlock other && other.Id == id))
            {
                return null;
            }

            var at = blocks.FindIndex(block => block is ToolResultBlock result && result.CallId == id);
            if (at >= 0)
            {
                var result = (ToolResultBlock)blocks[at];
                blocks.RemoveAt(at);
                return result;
            }
        }

        return null;
    }

    private static ToolResultBlock Interrupted(ToolCallBlock call) => new(call.Id, [new TextBlock("interrupted")]) { Name = call.Name, IsError = true };

    /// <summary>A second answer to a call is left out, an answer to none stays as what it says.</summary>
    private static void Loosen(List<Block> blocks, HashSet<Block> placed, HashSet<string> answered)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i] is ToolResultBlock loose && !placed.Contains(loose))
            {
                blocks.RemoveAt(i);
                if (!answered.Contains(loose.CallId))
                {
                    blocks.InsertRange(i, loose.Content);
                    i += loose.Content.Count;
                }

                i--;
            }
        }
    }
}

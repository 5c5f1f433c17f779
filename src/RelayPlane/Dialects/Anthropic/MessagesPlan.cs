using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>The conversation as this format orders it.</summary>
/// <param name="System">What stands in <c>system</c>.</param>
/// <param name="Turns">What stands in <c>messages</c>.</param>
internal sealed record MessagesPlan(List<Block> System, List<MessagesTurn> Turns)
{
    /// <param name="turns">What of the conversation fits.</param>
    /// <param name="from">A conversation that came in this format keeps its turns.</param>
    /// <param name="midSystem">Whether system turns may stand among the messages.</param>
    public static MessagesPlan Of(IReadOnlyList<Turn> turns, WireFormat from, bool midSystem)
    {
        var system = new List<Block>();
        var first = 0;
        for (; first < turns.Count && IsSystem(turns[first]); first++)
        {
            system.AddRange(turns[first].Blocks);
        }

        var ordered = new List<MessagesTurn>();
        if (from == WireFormat.Messages)
        {
            for (var i = first; i < turns.Count; i++)
            {
                ordered.Add(new MessagesTurn(turns[i].Role, [.. turns[i].Blocks]));
            }
        }
        else
        {
            ordered = MessagesMerge.Turns(turns, first, midSystem);
            if (ordered.Count == 0 && first > 0)
            {
                // A conversation of instructions alone is one that others take: the last of them is what is asked.
                var asked = turns[first - 1].Blocks;
                system.RemoveRange(system.Count - asked.Count, asked.Count);
                ordered.Add(new MessagesTurn(Role.User, [.. asked]));
            }

            ToolPairs.Complete(ordered);
        }

        foreach (var turn in ordered)
        {
            CallsLast(turn.Blocks);
        }

        return new MessagesPlan(system, ordered);
    }

    /// <summary>Whether the conversation ends in results of tools that were called without a thought before them: a model that thinks would refuse it (bug B21).</summary>
    public bool ContinuesWithoutThought =>
        Turns is [.., { Role: Role.Assistant } before, { Role: Role.User, Blocks: [ToolResultBlock, ..] }] && before.Blocks[0] is not ThinkingBlock;

    public static bool IsSystem(Turn turn) => turn.Role is Role.System or Role.Developer;

    /// <summary>The client's tools are called after what the provider's own tools did (bug B36).</summary>
    private static void CallsLast(List<Block> blocks)
    {
        var call = blocks.FindIndex(block => block is ToolCallBlock);
        if (call < 0 || blocks.FindLastIndex(block => block is OpaqueBlock) < call)
        {
            return;
        }

        List<Block> calls = [.. blocks.Where(block => block is ToolCallBlock)];
        blocks.RemoveAll(block => block is ToolCallBlock);
        blocks.AddRange(calls);
    }
}

/// <summary>One message.</summary>
internal sealed record MessagesTurn(Role Role, List<Block> Blocks);

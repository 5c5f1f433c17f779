using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>The conversation as this format orders it.</summary>
internal static class MessagesPlan
{
    /// <param name="turns">What of the conversation fits.</param>
    /// <param name="from">A conversation that came in this format keeps its turns.</param>
    /// <param name="midSystem">Whether system turns may stand among the messages.</param>
    public static Dialogue Of(IReadOnlyList<Turn> turns, WireFormat from, bool midSystem)
    {
        var plan = from == WireFormat.Messages ? AsItCame(turns) : Dialogue.Of(turns, midSystem);
        foreach (var turn in plan.Turns)
        {
            CallsLast(turn.Blocks);
        }

        return plan;
    }

    private static Dialogue AsItCame(IReadOnlyList<Turn> turns)
    {
        var (system, first) = Dialogue.Leading(turns);
        return new Dialogue(system, [.. turns.Skip(first).Select(turn => new OpenTurn(turn.Role, [.. turn.Blocks]))]);
    }

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

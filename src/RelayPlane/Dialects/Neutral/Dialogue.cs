namespace RelayPlane.Dialects.Neutral;

/// <summary>A conversation as the formats with strict turns want it (Messages, Converse): instructions apart, sides in turns, each call answered in the next. Pure.</summary>
/// <param name="System">The instructions before the conversation.</param>
internal sealed record Dialogue(List<Block> System, List<OpenTurn> Turns)
{
    /// <param name="turns">What of the conversation the target can say.</param>
    /// <param name="midSystem">Whether system turns may stand among the others.</param>
    public static Dialogue Of(IReadOnlyList<Turn> turns, bool midSystem)
    {
        var (system, first) = Leading(turns);
        var merged = TurnMerge.Turns(turns, first, midSystem);
        if (merged.Count == 0 && first > 0)
        {
            // A conversation of instructions alone is one that others take: the last of them is what is asked.
            var asked = turns[first - 1].Blocks;
            system.RemoveRange(system.Count - asked.Count, asked.Count);
            merged.Add(new OpenTurn(Role.User, [.. asked]));
        }

        ToolPairs.Complete(merged);
        return new Dialogue(system, merged);
    }

    /// <summary>The instructions before the first other turn, and where that stands.</summary>
    public static (List<Block> System, int First) Leading(IReadOnlyList<Turn> turns)
    {
        var system = new List<Block>();
        var first = 0;
        for (; first < turns.Count && IsSystem(turns[first]); first++)
        {
            system.AddRange(turns[first].Blocks);
        }

        return (system, first);
    }

    public static bool IsSystem(Turn turn) => turn.Role is Role.System or Role.Developer;

    /// <summary>Whether it ends in results of tools that were called without a thought before them: a model that must begin with one would refuse to go on (bug B21).</summary>
    public bool ContinuesWithoutThought =>
        Turns is [.., { Role: Role.Assistant } before, { Role: Role.User, Blocks: [ToolResultBlock, ..] }] && before.Blocks[0] is not ThinkingBlock;
}

using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>One content of a request as it goes up.</summary>
internal sealed record Content(bool IsModel, List<Block> Blocks)
{
    /// <summary>Whether the user said something in it, and did not only hand back results.</summary>
    public bool Speaks { get; set; }
}

/// <summary>
/// A conversation in the shape that Gemini wants: instructions first, then contents in turns, a user's first, and after a model's calls all their results
/// in the same order. A conversation that came in Gemini's own shape is left as it is.
/// </summary>
internal sealed record Conversation(List<Block> System, List<Content> Contents)
{
    public static Conversation Of(NeutralRequest request)
    {
        var turns = request.Turns;
        var first = 0;
        while (first < turns.Count && IsSystem(turns[first]))
        {
            first++;
        }

        // Instructions alone are no question, and a request needs one.
        var instructions = first == turns.Count && first > 0 && request.From != WireFormat.Generate ? first - 1 : first;
        var all = new Conversation([], []);
        for (var at = 0; at < turns.Count; at++)
        {
            if (at < instructions)
            {
                all.System.AddRange(turns[at].Blocks);
            }
            else
            {
                all.Add(turns[at], request.From == WireFormat.Generate, plain: at < first);
            }
        }

        if (request.From != WireFormat.Generate)
        {
            Answers.Arrange(all.Contents);
            if (all.Contents.Count > 0 && all.Contents[0].IsModel)
            {
                all.Contents.Insert(0, new Content(false, [new TextBlock(" ")]));
            }
        }

        return all;
    }

    /// <summary>The first content of the turn that goes on now: what follows the user's last words. Only its calls need their signatures.</summary>
    public int CurrentTurn()
    {
        for (var at = Contents.Count - 1; at >= 0; at--)
        {
            if (Contents[at].Speaks)
            {
                return at + 1;
            }
        }

        return 0;
    }

    private void Add(Turn turn, bool own, bool plain)
    {
        var isModel = turn.Role == Role.Assistant;
        if (own || Contents.Count == 0 || Contents[^1].IsModel != isModel)
        {
            Contents.Add(new Content(isModel, []));
        }

        var content = Contents[^1];
        foreach (var block in turn.Blocks)
        {
            content.Speaks |= turn.Role == Role.User && block is not ToolResultBlock;
            content.Blocks.Add(IsSystem(turn) && !plain && block is TextBlock text ? Reminder(text) : block);
        }
    }

    /// <summary>Instructions amid the conversation stay where they stand, told from the user's own words.</summary>
    private static TextBlock Reminder(TextBlock text) => new($"<system-reminder>\n{text.Text}\n</system-reminder>");

    private static bool IsSystem(Turn turn) => turn.Role is Role.System or Role.Developer;
}

namespace RelayPlane.Dialects.Neutral;

/// <summary>
/// Makes one turn of what one side says in a row (bug B34). Instructions among the messages stay where they are: as a system turn, which must follow a
/// user's, or for models without those as a reminder within the user's turn. They are never moved to the top, which would change their meaning.
/// </summary>
internal static class TurnMerge
{
    public static List<OpenTurn> Turns(IReadOnlyList<Turn> turns, int first, bool midSystem)
    {
        var merged = new List<OpenTurn>();
        var waiting = new List<Turn>();
        for (var i = first; i < turns.Count; i++)
        {
            var turn = turns[i];
            if (!Dialogue.IsSystem(turn))
            {
                if (turn.Role == Role.Assistant)
                {
                    Place(merged, waiting);
                }

                Append(merged, turn.Role, turn.Blocks);
            }
            else if (midSystem)
            {
                waiting.Add(turn);
            }
            else
            {
                Append(merged, Role.User, Reminder(turn));
            }
        }

        Place(merged, waiting);
        return merged;
    }

    private static void Place(List<OpenTurn> merged, List<Turn> waiting)
    {
        var follows = merged is [.., { Role: Role.User }];
        foreach (var turn in waiting)
        {
            if (follows)
            {
                merged.Add(new OpenTurn(Role.System, [.. turn.Blocks]));
            }
            else
            {
                Append(merged, Role.User, Reminder(turn));
            }
        }

        waiting.Clear();
    }

    private static void Append(List<OpenTurn> merged, Role role, IReadOnlyList<Block> blocks)
    {
        if (merged is [.., var last] && last.Role == role)
        {
            last.Blocks.AddRange(blocks);
        }
        else
        {
            merged.Add(new OpenTurn(role, [.. blocks]));
        }
    }

    private static List<Block> Reminder(Turn turn) =>
        [.. turn.Blocks.Select(block => block is TextBlock text ? text with { Text = $"<system-reminder>\n{text.Text}\n</system-reminder>", Raw = null } : block)];
}

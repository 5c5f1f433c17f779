using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Converse;

/// <summary>
/// The conversation as Converse wants it: instructions apart; user and assistant by turns, the user first; and the results of all tools that one message
/// calls together at the head of the next (bug B34). Pure.
/// </summary>
/// <param name="System">The instructions before the conversation.</param>
internal sealed record ConversePlan(List<Block> System, List<ConverseMessage> Messages)
{
    /// <param name="turns">With nothing in them that Converse cannot say.</param>
    public static ConversePlan Of(IReadOnlyList<Turn> turns)
    {
        var system = new List<Block>();
        var messages = new List<ConverseMessage>();
        foreach (var turn in turns)
        {
            if (turn.Role is not (Role.System or Role.Developer))
            {
                Append(messages, turn.Role == Role.Assistant, turn.Blocks);
            }
            else if (messages.Count == 0)
            {
                system.AddRange(turn.Blocks);
            }
            else
            {
                // There is no place for later instructions. At the top they would mean something else, so they stay where they are.
                Append(messages, false, [.. turn.Blocks.Select(Reminder)]);
            }
        }

        if (messages.Count == 0 && system.Count > 0)
        {
            // Instructions alone are what others take: then they are what is asked.
            messages.Add(new ConverseMessage(false, [.. system]));
            system.Clear();
        }

        Pair(messages);
        messages.RemoveAll(message => message.Blocks.Count == 0);
        if (messages is [{ Assistant: true }, ..])
        {
            messages.Insert(0, new ConverseMessage(false, [new TextBlock("Continue.")]));
        }

        return new ConversePlan(system, messages);
    }

    /// <summary>Whether tools' results are the last word, and the model called the tools without a thought: one that must begin with a thought refuses to go on (bug B21).</summary>
    public bool ContinuesWithoutThought =>
        Messages is [.., { Assistant: true } before, { Assistant: false, Blocks: [ToolResultBlock, ..] }] && before.Blocks[0] is not ThinkingBlock;

    public bool HasTools => Messages.Exists(message => message.Blocks.Exists(block => block is ToolCallBlock or ToolResultBlock));

    private static void Append(List<ConverseMessage> messages, bool assistant, IReadOnlyList<Block> blocks)
    {
        if (messages is [.., var last] && last.Assistant == assistant)
        {
            last.Blocks.AddRange(blocks);
        }
        else
        {
            messages.Add(new ConverseMessage(assistant, [.. blocks]));
        }
    }

    private static Block Reminder(Block block) =>
        block is TextBlock text ? text with { Text = $"<system-reminder>\n{text.Text}\n</system-reminder>" } : block;

    private static void Pair(List<ConverseMessage> messages)
    {
        var answered = new HashSet<string>();
        for (var i = 0; i < messages.Count; i++)
        {
            if (messages[i].Assistant)
            {
                List<Block> results = [.. messages[i].Calls.Select(call => ResultOf(messages, i, call) ?? Interrupted(call))];
                answered.UnionWith(messages[i].Calls.Select(call => call.Id));
                if (results.Count > 0 && (i + 1 == messages.Count || messages[i + 1].Assistant))
                {
                    messages.Insert(i + 1, new ConverseMessage(false, results));
                }
                else if (results.Count > 0)
                {
                    messages[i + 1].Begin(results);
                }

                // What was put in its place is not looked at again.
                i += results.Count > 0 ? 1 : 0;
                Loosen(messages, i, results.Count, answered);
            }
            else
            {
                Loosen(messages, i, 0, answered);
            }
        }
    }

    /// <summary>Takes the first result with the call's id out of what follows, up to where another call has the same id.</summary>
    private static ToolResultBlock? ResultOf(List<ConverseMessage> messages, int at, ToolCallBlock call)
    {
        for (var i = at + 1; i < messages.Count && !messages[i].Calls.Any(other => other.Id == call.Id); i++)
        {
            var found = messages[i].Blocks.FindIndex(block => block is ToolResultBlock result && result.CallId == call.Id);
            if (found >= 0)
            {
                var result = (ToolResultBlock)messages[i].Blocks[found];
                messages[i].Blocks.RemoveAt(found);
                return result;
            }
        }

        return null;
    }

    private static ToolResultBlock Interrupted(ToolCallBlock call) => new(call.Id, [new TextBlock("interrupted")]) { IsError = true };

    /// <summary>A second answer to a call is left out, and an answer to none becomes what it says.</summary>
    private static void Loosen(List<ConverseMessage> messages, int at, int from, HashSet<string> answered)
    {
        if (at >= messages.Count)
        {
            return;
        }

        var blocks = messages[at].Blocks;
        for (var i = from; i < blocks.Count; i++)
        {
            if (blocks[i] is ToolResultBlock loose)
            {
                blocks.RemoveAt(i);
                IReadOnlyList<Block> said = answered.Contains(loose.CallId) ? [] : loose.Content;
                blocks.InsertRange(i, said);
                i += said.Count - 1;
            }
        }
    }
}

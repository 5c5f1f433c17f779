using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>Reads <c>system</c> and <c>messages</c>.</summary>
internal static class MessagesTurns
{
    private static readonly MessagesBlocks s_blocks = new(data => CarriedState.Read(data).State);

    public static OrRefusal<List<Turn>> Read(JsonElement body)
    {
        var turns = new List<Turn>();
        var system = s_blocks.All(body.Get("system"));
        if (system.Count > 0)
        {
            turns.Add(new Turn(Role.System, system));
        }

        if (body.Get("messages") is not { ValueKind: JsonValueKind.Array } messages)
        {
            return Wrong("messages", "must be a list of messages");
        }

        var names = new Dictionary<string, string>();
        var at = 0;
        foreach (var message in messages.EnumerateArray())
        {
            if (message.Text("role") is not ("user" or "assistant" or "system"))
            {
                return Wrong($"messages[{at}].role", "must be user, assistant or system");
            }

            if (message.Get("content") is not { ValueKind: JsonValueKind.String or JsonValueKind.Array } content)
            {
                return Wrong($"messages[{at}].content", "must be a text or a list of blocks");
            }

            turns.Add(One(message.Text("role")!, s_blocks.All(content), names));
            at++;
        }

        return turns;
    }

    public static Refusal Wrong(string param, string why) => new(RefusalKind.InvalidRequest, $"{param}: {why}.", param);

    private static Turn One(string role, List<Block> blocks, Dictionary<string, string> names)
    {
        switch (role)
        {
            case "assistant":
                Unwrap(blocks);
                foreach (var block in blocks)
                {
                    if (block is ToolCallBlock call)
                    {
                        names[call.Id] = call.Name;
                    }
                }

                return new Turn(Role.Assistant, blocks);
            case "user":
                for (var i = 0; i < blocks.Count; i++)
                {
                    if (blocks[i] is ToolResultBlock result && names.TryGetValue(result.CallId, out var name))
                    {
                        blocks[i] = result with { Name = name };
                    }
                }

                return new Turn(Role.User, blocks);
            default:
                return new Turn(Role.System, blocks);
        }
    }

    /// <summary>Gives the tool calls back their state, and forgets the JSON of thoughts that were wrapped here: it may not go up as it is.</summary>
    private static void Unwrap(List<Block> blocks)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i] is not ThinkingBlock { Raw: { } raw } thought || (raw.Text("signature") ?? raw.Text("data")) is not { } text)
            {
                continue;
            }

            var (state, callId, wrapped) = CarriedState.Read(text);
            if (callId is not null)
            {
                blocks.RemoveAt(i--);
                var call = blocks.FindIndex(block => block is ToolCallBlock it && it.Id == callId);
                if (call >= 0)
                {
                    blocks[call] = ((ToolCallBlock)blocks[call]) with { State = state };
                }
            }
            else if (wrapped)
            {
                blocks[i] = thought with { Raw = null };
            }
        }
    }
}

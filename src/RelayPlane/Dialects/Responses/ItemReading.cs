using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>
/// Makes turns of a flat list of items: what the model said, thought and called in a row is one assistant's turn, results of tools in a row are one
/// user's turn, and every other message is one turn.
/// </summary>
internal sealed class ItemReading(List<RestMember> rest)
{
    private readonly List<Turn> _turns = [];
    private readonly Dictionary<string, string> _names = [];
    private List<Block> _open = [];
    private Role _side = Role.Assistant;

    /// <summary>A thought of Gemini's that says nothing: the signature of the call that follows, if one does.</summary>
    private ThinkingBlock? _signature;

    public IReadOnlyList<Turn> Turns
    {
        get
        {
            Sign();
            Flush();
            return _turns;
        }
    }

    public void Instructions(JsonElement text) => _turns.Add(new Turn(Role.System, [new TextBlock(text.GetString()!) { Raw = text }]));

    public void Read(JsonElement input)
    {
        if (input.ValueKind == JsonValueKind.String)
        {
            _turns.Add(new Turn(Role.User, [new TextBlock(input.GetString()!) { Raw = input }]));
            return;
        }

        var at = 0;
        foreach (var item in ((JsonElement?)input).Items())
        {
            Item(item, at++);
        }
    }

    private void Item(JsonElement item, int at)
    {
        var type = item.Text("type") ?? "message";
        if (type is not ("function_call" or "custom_tool_call"))
        {
            Sign();
        }

        switch (type)
        {
            case "message":
                Message(item);
                break;
            case "reasoning":
                Thought(item);
                break;
            case "function_call":
                Call(item, item.Text("arguments") ?? string.Empty, freeform: false);
                break;
            case "custom_tool_call":
                Call(item, item.Text("input") ?? string.Empty, freeform: true);
                break;
            case "function_call_output" or "custom_tool_call_output":
                Result(item);
                break;
            default:
                Other(item, type, at);
                break;
        }
    }

    private void Message(JsonElement item)
    {
        var role = item.Text("role") switch
        {
            "assistant" => Role.Assistant,
            "system" => Role.System,
            "developer" => Role.Developer,
            _ => Role.User,
        };

        if (role != Role.Assistant)
        {
            Flush();
        }

        var blocks = Side(role);
        var before = blocks.Count;
        PartReading.Read(item.Get("content"), item, blocks);
        if (blocks.Count == before)
        {
            blocks.Add(new OpaqueBlock("message", LossWeight.None) { Raw = item });
        }

        if (role != Role.Assistant)
        {
            Flush();
        }
    }

    private void Thought(JsonElement item)
    {
        // One that was marked here as nobody's may not go up as it is.
        var thought = Thoughts.Read(item) with { Raw = item.Text("encrypted_content") == OpaqueState.None ? null : item };
        if (thought is { Text.Length: 0, State.Format: WireFormat.Generate })
        {
            // Gemini signs a call, and a call has no place for it here: so the writer put it before it.
            _signature = thought;
            return;
        }

        Side(Role.Assistant).Add(thought);
    }

    private void Call(JsonElement item, string arguments, bool freeform)
    {
        var name = item.Text("name") ?? string.Empty;
        var id = item.Text("call_id") ?? item.Text("id") ?? string.Empty;
        _names[id] = name;
        Side(Role.Assistant).Add(new ToolCallBlock(id, name, arguments) { Freeform = freeform, ItemId = item.Text("id"), State = _signature?.State, Raw = item });
        _signature = null;
    }

    private void Result(JsonElement item)
    {
        var content = new List<Block>();
        PartReading.Read(item.Get("output"), item, content);
        var id = item.Text("call_id") ?? string.Empty;
        Side(Role.User).Add(new ToolResultBlock(id, content) { Name = _names.GetValueOrDefault(id), Raw = item });
    }

    private void Other(JsonElement item, string type, int at)
    {
        var weight = HostedItems.Weight(type);
        if (weight is LossWeight.State or LossWeight.Meaning)
        {
            rest.Add(new RestMember($"{RequestRest.Input}[{at}].{type}", weight, item));
        }

        var role = item.Text("role") is "developer" ? Role.Developer : type.EndsWith("_output", StringComparison.Ordinal) ? Role.User : Role.Assistant;
        Side(role).Add(new OpaqueBlock(type, weight) { Raw = item });
    }

    private List<Block> Side(Role role)
    {
        if (role != _side)
        {
            Flush();
            _side = role;
        }

        return _open;
    }

    /// <summary>No call followed: it signs what was said.</summary>
    private void Sign()
    {
        if (_signature is { } signature)
        {
            _signature = null;
            Side(Role.Assistant).Add(signature);
        }
    }

    private void Flush()
    {
        if (_open.Count > 0)
        {
            _turns.Add(new Turn(_side, _open));
            _open = [];
        }
    }
}

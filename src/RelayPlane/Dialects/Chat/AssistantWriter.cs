using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>Writes what the assistant said, thought and called.</summary>
internal sealed class AssistantWriter(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses, ContentWriter content)
{
    private readonly ModelTraits _traits = target.Traits;

    private bool IsOwn => request.From == WireFormat.Chat;

    public void Write(Turn turn)
    {
        var raw = IsOwn ? turn.Raw : null;
        IReadOnlyList<Block> said = [.. turn.Blocks.Where(IsSaid)];
        var calls = turn.Blocks.OfType<ToolCallBlock>().ToList();
        var thoughts = turn.Blocks.OfType<ThinkingBlock>().ToList();
        if (raw is null && !content.Takes(ref said) && calls.Count == 0)
        {
            if (thoughts.Count > 0 && _traits.Replay == ReasoningReplay.Strip)
            {
                losses.Drop(Field.ThinkingHistory);
            }

            return;
        }

        json.WriteStartObject();
        json.WriteString("role"u8, "assistant"u8);
        Content(raw, said);
        if (raw is { } message)
        {
            content.Beside(message);
        }
        else if (turn.Name is { } name)
        {
            json.WriteString("name"u8, name);
        }

        Thoughts(raw, thoughts);
        Calls(calls);
        json.WriteEndObject();
    }

    /// <summary>Thoughts are part of the content for Mistral only, and left out of it where none may be sent.</summary>
    private bool IsSaid(Block block) => block switch
    {
        ThinkingBlock { Raw: not null } => IsOwn && _traits.Replay != ReasoningReplay.Strip,
        OpaqueBlock { Raw: null } => !IsOwn,
        RefusalBlock { Raw: null } => !IsOwn,
        _ => block is not (ToolCallBlock or ThinkingBlock),
    };

    private void Content(JsonElement? raw, IReadOnlyList<Block> said)
    {
        if (raw is null && said.Count == 0)
        {
            json.WriteNull("content"u8);
        }
        else if (raw is null && said.Any(block => block is RefusalBlock))
        {
            json.WriteString("content"u8, string.Concat(said.Where(block => block is not RefusalBlock).Select(PartWriter.Words)) is { Length: > 0 } text ? text : null);
            json.WriteString("refusal"u8, string.Concat(said.OfType<RefusalBlock>().Select(refusal => refusal.Text)));
        }
        else
        {
            content.Write(raw, said, string.Empty);
        }
    }

    /// <summary>What of earlier thoughts goes back is the model's own rule (bug B24).</summary>
    private void Thoughts(JsonElement? raw, List<ThinkingBlock> thoughts)
    {
        if (_traits.Replay == ReasoningReplay.Strip)
        {
            if (thoughts.Count > 0)
            {
                losses.Drop(Field.ThinkingHistory);
            }

            return;
        }

        if (raw is { } message && _traits.ReasoningField.Length > 0 && Said(message))
        {
            State(raw, thoughts);
            return;
        }

        var text = string.Concat(thoughts.Where(thought => thought.Raw is null).Select(thought => thought.Text));
        if (_traits.ReasoningField.Length > 0)
        {
            if (text.Length > 0 || _traits.Replay == ReasoningReplay.Require)
            {
                json.WriteString(_traits.ReasoningField, text);
            }
        }
        else if (text.Length > 0)
        {
            losses.Drop(Field.ThinkingHistory);
        }

        State(raw, thoughts);
    }

    /// <summary>Writes the thought as it came in this format, where the target has it under the same name, or has no words of it but in its details.</summary>
    private bool Said(JsonElement message)
    {
        if (!message.TryGetProperty(_traits.ReasoningField, out _))
        {
            return _traits.Replay != ReasoningReplay.Require && History.Said(message).Length == 0
                && message.Get("reasoning_details") is { } details && !WrappedThoughts.IsWrapped(details);
        }

        foreach (var member in message.EnumerateObject())
        {
            if (member.Name is "reasoning_content" or "reasoning")
            {
                member.WriteTo(json);
            }
        }

        return true;
    }

    private void State(JsonElement? raw, List<ThinkingBlock> thoughts)
    {
        var states = thoughts.Where(thought => thought.State is { } state && state.Fits(WireFormat.Chat, target)).ToList();
        if (states.Count == 0)
        {
            return;
        }

        if (raw?.Get("reasoning_details") is { } details)
        {
            json.WritePropertyName("reasoning_details"u8);
            details.WriteTo(json);
            return;
        }

        json.WriteStartArray("reasoning_details"u8);
        foreach (var thought in states)
        {
            WrappedThoughts.WriteItems(json, thought.State!);
        }

        json.WriteEndArray();
    }

    private void Calls(List<ToolCallBlock> calls)
    {
        if (calls.Count == 0)
        {
            return;
        }

        json.WriteStartArray("tool_calls"u8);
        foreach (var call in calls)
        {
            Call(call);
        }

        json.WriteEndArray();
    }

    private void Call(ToolCallBlock call)
    {
        var id = ToolIds.For(_traits.ToolIds, call.Id);
        var name = target.ToolNames.Up(call.Name);
        var fits = call.State is { } state && state.Fits(WireFormat.Chat, target);
        if (IsOwn && call.Raw is { } raw && id == call.Id && name == call.Name && (call.State is null || fits))
        {
            raw.WriteTo(json);
            return;
        }

        var freeform = call.Freeform && IsOwn;
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        json.WriteString("type"u8, freeform ? "custom"u8 : "function"u8);
        json.WriteStartObject(freeform ? "custom"u8 : "function"u8);
        json.WriteString("name"u8, name);
        json.WriteString(freeform ? "input"u8 : "arguments"u8, call.Freeform && !freeform ? Wrapped(call.Arguments) : call.Arguments);
        json.WriteEndObject();
        if (fits)
        {
            CallWords.Signature(json, call.State!);
        }

        json.WriteEndObject();
    }

    private static string Wrapped(string input)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var inner = new Utf8JsonWriter(buffer, NeutralJson.Readable))
        {
            inner.WriteStartObject();
            inner.WriteString("input"u8, input);
            inner.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

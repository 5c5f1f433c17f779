using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>Writes turns as items, in order. Where the request came in this very format, each item goes up as it was.</summary>
internal sealed class ItemWriting(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses)
{
    private readonly PartWriting _parts = new(json, request, target, losses);
    private readonly HashSet<string> _freeform = [];
    private JsonElement? _written;
    private bool _open;

    public void Write(Turn turn)
    {
        if (turn.Name is not null)
        {
            losses.Drop(Field.ParticipantName);
        }

        for (var at = 0; at < turn.Blocks.Count; at++)
        {
            var block = turn.Blocks[at];
            if (request.From == WireFormat.Responses && block.Raw is { } raw && Stands(block))
            {
                Raw(raw);
                continue;
            }

            switch (block)
            {
                case ThinkingBlock thinking:
                    Close();
                    Thought(thinking, followed: IsFollowed(turn.Blocks, at));
                    break;
                case ToolCallBlock call:
                    Close();
                    Call(call);
                    break;
                case ToolResultBlock result:
                    Close();
                    Result(result);
                    break;
                default:
                    Part(block, turn.Role);
                    break;
            }
        }

        Close();
    }

    /// <summary>What holds another's state, or has another name here, is not as it was.</summary>
    private bool Stands(Block block) => block switch
    {
        ThinkingBlock { State.Provider: not null } => false,
        ToolCallBlock call => target.ToolNames.Up(call.Name) == call.Name,
        _ => true,
    };

    private void Raw(JsonElement raw)
    {
        Close();
        if (!SameJson.Is(_written, raw))
        {
            raw.WriteTo(json);
            _written = raw;
        }
    }

    private void Part(Block block, Role role)
    {
        if (!_parts.Takes(block, role))
        {
            return;
        }

        if (!_open)
        {
            _open = true;
            json.WriteStartObject();
            json.WriteString("role"u8, role switch { Role.User => "user", Role.Assistant => "assistant", _ => target.Traits.SystemRole });
            json.WriteStartArray("content"u8);
        }

        _parts.Write(block, role);
    }

    private void Close()
    {
        if (_open)
        {
            json.WriteEndArray();
            json.WriteEndObject();
            _open = false;
        }
    }

    /// <summary>A thought may only stand before what it led to: OpenAI refuses one “without its required following item”.</summary>
    private static bool IsFollowed(IReadOnlyList<Block> blocks, int at)
    {
        for (at++; at < blocks.Count; at++)
        {
            if (blocks[at] is ToolCallBlock or TextBlock { Text.Length: > 0 } or RefusalBlock { Text.Length: > 0 })
            {
                return true;
            }
        }

        return false;
    }

    private void Thought(ThinkingBlock thinking, bool followed)
    {
        var fits = thinking.State is { } state
            ? state.Fits(WireFormat.Responses, target)
            : target.Traits.Replay != ReasoningReplay.Strip && thinking.Text.Length > 0;
        if (!fits || !followed)
        {
            losses.Drop(Field.ThinkingHistory);
            return;
        }

        json.WriteStartObject();
        json.WriteString("type"u8, "reasoning"u8);
        if (thinking.ItemId is { } id)
        {
            json.WriteString("id"u8, id);
        }

        // A summary is asked for even where it is empty. The thought itself is only known of models that do not hide it.
        var isSummary = thinking.State is not null;
        Texts("summary"u8, "summary_text"u8, isSummary ? thinking.Text : string.Empty);
        if (!isSummary)
        {
            Texts("content"u8, "reasoning_text"u8, thinking.Text);
        }

        if (thinking.State is { } sealedThought)
        {
            json.WriteString("encrypted_content"u8, sealedThought.Data);
        }

        json.WriteEndObject();
    }

    private void Texts(ReadOnlySpan<byte> member, ReadOnlySpan<byte> type, string text)
    {
        json.WriteStartArray(member);
        if (text.Length > 0)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, type);
            json.WriteString("text"u8, text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Call(ToolCallBlock call)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, call.Freeform ? "custom_tool_call"u8 : "function_call"u8);
        json.WriteString("call_id"u8, CallIds.Up(call.Id, target.Traits.ToolIds));
        json.WriteString("name"u8, target.ToolNames.Up(call.Name));
        if (call.Freeform)
        {
            _freeform.Add(call.Id);
            json.WriteString("input"u8, call.Arguments);
        }
        else
        {
            json.WriteString("arguments"u8, Arguments.Valid(call.Arguments));
        }

        json.WriteEndObject();
    }

    private void Result(ToolResultBlock result)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, _freeform.Contains(result.CallId) ? "custom_tool_call_output"u8 : "function_call_output"u8);
        json.WriteString("call_id"u8, CallIds.Up(result.CallId, target.Traits.ToolIds));
        var taken = new List<Block>();
        var onlyText = true;
        foreach (var block in result.Content)
        {
            if (_parts.Takes(block, Role.User))
            {
                taken.Add(block);
                onlyText &= block is TextBlock;
            }
        }

        if (onlyText)
        {
            json.WriteString("output"u8, ResultText.Of(taken, result.IsError));
        }
        else
        {
            json.WriteStartArray("output"u8);
            foreach (var block in taken)
            {
                _parts.Write(block, Role.User);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}

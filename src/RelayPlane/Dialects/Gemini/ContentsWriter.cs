using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Writes the conversation: <c>systemInstruction</c> and <c>contents</c>.</summary>
internal sealed class ContentsWriter(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses)
{
    private readonly bool _own = request.From == WireFormat.Generate;
    private readonly HashSet<string> _ids = [];

    /// <summary>A thought's signature that belongs to the part after it, as clients of other formats cannot hold it there.</summary>
    private string? _pending;

    public void Write()
    {
        var all = Conversation.Of(request);
        if (all.System.Exists(Says))
        {
            json.WriteStartObject("systemInstruction");
            WriteParts(new Content(false, all.System), false);
            json.WriteEndObject();
        }

        json.WriteStartArray("contents");
        var current = all.CurrentTurn();
        for (var at = 0; at < all.Contents.Count; at++)
        {
            var content = all.Contents[at];
            if (_own || content.Blocks.Exists(Says))
            {
                json.WriteStartObject();
                json.WriteString("role", content.IsModel ? "model" : "user");
                WriteParts(content, at >= current && target.Traits.NeedsSignature);
                json.WriteEndObject();
            }
            else
            {
                content.Blocks.ForEach(LoseUnsaid);
            }
        }

        json.WriteEndArray();
    }

    /// <summary>A content of which nothing can be said is left out, as a content without parts is refused.</summary>
    private void LoseUnsaid(Block block)
    {
        if (block is ThinkingBlock)
        {
            losses.Drop(Field.ThinkingHistory);
        }
        else if (block is OpaqueBlock opaque)
        {
            losses.Take(opaque, target);
        }
    }

    /// <summary>Whether anything of it can be written; empty text cannot.</summary>
    private bool Says(Block block) => block switch
    {
        TextBlock text => _own || text.Text.Length > 0,
        ThinkingBlock thinking => Signature(thinking.State) is not null || (_own && thinking.Raw is not null && thinking.State is null),
        OpaqueBlock => _own,
        _ => true,
    };

    private void WriteParts(Content content, bool needsSignature)
    {
        var ids = target.Traits.FunctionIds && (_own || content.Blocks.Exists(IsSigned));
        var results = content.Blocks.Exists(block => block is ToolResultBlock);
        json.WriteStartArray("parts");
        for (var at = 0; at < content.Blocks.Count; at++)
        {
            var block = content.Blocks[at];
            if (block.Cache is not null)
            {
                losses.Drop(Field.CacheMarks);
            }

            if (block is ToolCallBlock call)
            {
                WriteCall(call, ids, needsSignature);
                needsSignature = false;
            }
            else if (_own && block.Raw is { ValueKind: JsonValueKind.Object } raw && WritesAgain(block, raw))
            {
                PartWriter.WriteAgain(json, raw, PartReader.StateOf(raw)?.Data, target.Traits.FunctionIds);
            }
            else
            {
                WriteBlock(block);
            }

            if (results && (at + 1 == content.Blocks.Count || content.Blocks[at + 1] is not ToolResultBlock))
            {
                WriteMediaOfResults(content, at);
            }
        }

        if (_pending is not null)
        {
            PartWriter.WriteText(json, string.Empty, _pending);
            _pending = null;
        }

        json.WriteEndArray();
    }

    private bool WritesAgain(Block block, JsonElement raw) =>
        PartWriter.IsOwn(raw) && (block is not ToolResultBlock { Name: { } name } || target.ToolNames.Up(name) == name);

    private bool IsSigned(Block block) => block switch
    {
        ToolCallBlock call => Signature(call.State) is not null,
        ThinkingBlock thinking => Signature(thinking.State) is not null,
        _ => false,
    };

    /// <summary>The signature, where this target gave it.</summary>
    private string? Signature(OpaqueState? state) =>
        state is not null && state.Fits(WireFormat.Generate, target) ? state.Data : null;

    private void WriteCall(ToolCallBlock call, bool ids, bool needsSignature)
    {
        var signature = Signature(call.State) ?? _pending ?? (needsSignature ? PartWriter.Sentinel : null);
        _pending = null;
        if (_own && call.Raw is { } raw && target.ToolNames.Up(call.Name) == call.Name)
        {
            PartWriter.WriteAgain(json, raw, signature, target.Traits.FunctionIds);
            return;
        }

        json.WriteStartObject();
        json.WriteStartObject("functionCall");
        if (ids && !CallIds.IsMadeUp(call.Id))
        {
            _ids.Add(call.Id);
            json.WriteString("id", call.Id);
        }

        json.WriteString("name", target.ToolNames.Up(call.Name));
        json.WritePropertyName("args");
        json.WriteArguments(call);

        json.WriteEndObject();
        PartWriter.WriteSignature(json, signature);
        json.WriteEndObject();
    }

    private void WriteBlock(Block block)
    {
        switch (block)
        {
            case TextBlock { Text.Length: > 0 } text:
                PartWriter.WriteText(json, text.Text, _pending);
                _pending = null;
                break;
            case RefusalBlock { Text.Length: > 0 } refusal:
                PartWriter.WriteText(json, refusal.Text);
                break;
            case ThinkingBlock thinking:
                WriteThinking(thinking);
                break;
            case MediaBlock media:
                if (media.Cited)
                {
                    losses.Drop(Field.Citations);
                }

                PartWriter.WriteMedia(json, media, target, losses);
                break;
            case ToolResultBlock result:
                new ResultWriter(json, target, losses).Write(result, _ids.Contains(result.CallId) || (_own && target.Traits.FunctionIds && !CallIds.IsMadeUp(result.CallId)));
                break;
            case OpaqueBlock opaque:
                losses.Take(opaque, target);
                break;
        }
    }

    private void WriteThinking(ThinkingBlock thinking)
    {
        if (Signature(thinking.State) is not { } signature)
        {
            losses.Drop(Field.ThinkingHistory);
            return;
        }

        if (thinking.Text.Length > 0)
        {
            PartWriter.WriteThought(json, thinking.Text);
        }

        _pending = signature;
    }

    /// <summary>Behind the last of the results in a row: what they show and cannot hold.</summary>
    private void WriteMediaOfResults(Content content, int last)
    {
        if (content.Blocks[last] is not ToolResultBlock || target.Traits.ImagesInTools || _own)
        {
            return;
        }

        for (var at = 0; at <= last; at++)
        {
            if (content.Blocks[at] is ToolResultBlock result)
            {
                new ResultWriter(json, target, losses).WriteMedia(result);
            }
        }
    }
}

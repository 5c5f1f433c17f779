using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>Writes the content blocks of a request, all of which fit.</summary>
/// <param name="verbatim">Whether the request came in this format, so that what has its JSON is written as it came.</param>
internal sealed class MessagesBlockWriter(Utf8JsonWriter json, ToolNames names, bool verbatim)
{
    public void All(IReadOnlyList<Block> blocks)
    {
        json.WriteStartArray();
        foreach (var block in blocks)
        {
            One(block);
        }

        json.WriteEndArray();
    }

    private void One(Block block)
    {
        if (verbatim && block.Raw is { } raw && !(block is ToolCallBlock { Name: var name } && names.Up(name) != name))
        {
            raw.WriteTo(json);
            return;
        }

        json.WriteStartObject();
        switch (block)
        {
            case TextBlock text:
                json.WriteString("type"u8, "text"u8);
                json.WriteString("text"u8, text.Text);
                break;
            case MediaBlock media:
                Media(media);
                break;
            case ThinkingBlock thought:
                Thought(thought);
                break;
            case ToolCallBlock call:
                Call(call);
                break;
            case ToolResultBlock result:
                Result(result);
                break;
        }

        Mark(json, block.Cache);
        json.WriteEndObject();
    }

    public static void Mark(Utf8JsonWriter json, CacheMark? mark)
    {
        if (mark is null)
        {
            return;
        }

        json.WriteStartObject("cache_control"u8);
        json.WriteString("type"u8, "ephemeral"u8);
        if (mark.LongLived)
        {
            json.WriteString("ttl"u8, "1h"u8);
        }

        json.WriteEndObject();
    }

    private void Media(MediaBlock media)
    {
        json.WriteString("type"u8, media.Kind == MediaKind.Image ? "image"u8 : "document"u8);
        json.WriteStartObject("source"u8);
        switch (media.Source)
        {
            case MediaSource.Url:
                json.WriteString("type"u8, "url"u8);
                json.WriteString("url"u8, media.Data);
                break;
            case MediaSource.Text:
                json.WriteString("type"u8, "text"u8);
                json.WriteString("media_type"u8, "text/plain"u8);
                json.WriteString("data"u8, media.Data);
                break;
            default:
                json.WriteString("type"u8, "base64"u8);
                json.WriteString("media_type"u8, media.MediaType ?? (media.Kind == MediaKind.Image ? "image/jpeg" : "application/pdf"));
                json.WriteString("data"u8, media.Data);
                break;
        }

        json.WriteEndObject();
        if (media.Kind == MediaKind.Document && media.Title is not null)
        {
            json.WriteString("title"u8, media.Title);
        }
    }

    private void Thought(ThinkingBlock thought)
    {
        json.WriteString("type"u8, thought.Redacted ? "redacted_thinking"u8 : "thinking"u8);
        if (thought.Redacted)
        {
            json.WriteString("data"u8, thought.State!.Data);
            return;
        }

        json.WriteString("thinking"u8, thought.Text);
        json.WriteString("signature"u8, thought.State!.Data);
    }

    private void Call(ToolCallBlock call)
    {
        json.WriteString("type"u8, "tool_use"u8);
        json.WriteString("id"u8, MessagesIds.Call(call.Id));
        json.WriteString("name"u8, names.Up(call.Name));
        json.WritePropertyName("input"u8);
        json.WriteArguments(call);
    }

    private void Result(ToolResultBlock result)
    {
        json.WriteString("type"u8, "tool_result"u8);
        json.WriteString("tool_use_id"u8, MessagesIds.Call(result.CallId));
        if (result.Content.Count > 0)
        {
            json.WritePropertyName("content"u8);
            All(result.Content);
        }

        if (result.IsError)
        {
            json.WriteBoolean("is_error"u8, true);
        }
    }
}

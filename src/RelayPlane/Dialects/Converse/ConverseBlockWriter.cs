using System.Text;
using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Converse;

/// <summary>Writes the blocks of a request, each mark of the cache as a block behind the one that it belongs to.</summary>
internal sealed class ConverseBlockWriter(Utf8JsonWriter json, EncodeFor target)
{
    private readonly HashSet<string> _names = [];

    public void Message(OpenTurn message)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, message.Role == Role.Assistant ? "assistant"u8 : "user"u8);
        json.WriteStartArray("content"u8);
        if (message.Blocks.Find(block => block is MediaBlock { Kind: MediaKind.Document }) is MediaBlock document && !message.Blocks.Exists(block => block is TextBlock))
        {
            // Bedrock refuses a message with a document and without any text.
            Text(document.Title ?? "Document");
        }

        foreach (var block in message.Blocks)
        {
            Write(block);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public void Write(Block block)
    {
        switch (block)
        {
            case TextBlock text:
                Text(text.Text);
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
            case MediaBlock media:
                json.WriteStartObject();
                Media(media);
                json.WriteEndObject();
                break;
        }

        Mark(block.Cache);
    }

    public void Mark(CacheMark? mark)
    {
        if (mark is null)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteStartObject("cachePoint"u8);
        json.WriteString("type"u8, "default"u8);
        if (mark.LongLived)
        {
            json.WriteString("ttl"u8, "1h"u8);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Text(string text)
    {
        json.WriteStartObject();
        json.WriteString("text"u8, text);
        json.WriteEndObject();
    }

    private void Thought(ThinkingBlock thought)
    {
        json.WriteStartObject();
        json.WriteStartObject("reasoningContent"u8);
        if (thought.Redacted)
        {
            json.WriteString("redactedContent"u8, thought.State!.Data);
        }
        else
        {
            json.WriteStartObject("reasoningText"u8);
            json.WriteString("text"u8, thought.Text);
            json.WriteString("signature"u8, thought.State!.Data);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Call(ToolCallBlock call)
    {
        json.WriteStartObject();
        json.WriteStartObject("toolUse"u8);
        json.WriteString("toolUseId"u8, ConverseIds.Of(call.Id));
        json.WriteString("name"u8, target.ToolNames.Up(call.Name));
        json.WritePropertyName("input"u8);
        json.WriteArguments(call);

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Result(ToolResultBlock result)
    {
        json.WriteStartObject();
        json.WriteStartObject("toolResult"u8);
        json.WriteString("toolUseId"u8, ConverseIds.Of(result.CallId));
        json.WriteStartArray("content"u8);
        foreach (var part in result.Content)
        {
            Write(part with { Cache = null });
        }

        json.WriteEndArray();
        json.WriteString("status"u8, result.IsError ? "error"u8 : "success"u8);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Media(MediaBlock media)
    {
        json.WriteStartObject(media.Kind switch { MediaKind.Image => "image"u8, MediaKind.Video => "video"u8, _ => "document"u8 });
        json.WriteString("format"u8, ConverseMedia.Format(media));
        if (media.Kind == MediaKind.Document)
        {
            json.WriteString("name"u8, ConverseMedia.Name(media.Title, _names));
        }

        json.WriteStartObject("source"u8);
        if (media.Source == MediaSource.Url)
        {
            json.WriteStartObject("s3Location"u8);
            json.WriteString("uri"u8, media.Data);
            json.WriteEndObject();
        }
        else if (media.Source == MediaSource.Text)
        {
            json.WriteBase64String("bytes"u8, Encoding.UTF8.GetBytes(media.Data));
        }
        else
        {
            json.WriteString("bytes"u8, media.Data);
        }

        json.WriteEndObject();
        if (media is { Kind: MediaKind.Document, Context.Length: > 0 })
        {
            json.WriteString("context"u8, media.Context);
        }

        if (media is { Kind: MediaKind.Document, Cited: true })
        {
            json.WriteStartObject("citations"u8);
            json.WriteBoolean("enabled"u8, true);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}

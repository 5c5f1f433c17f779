using System.Text;
using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>Reads the parts of a message's content, with the additions of Mistral and OpenRouter.</summary>
internal static class PartReader
{
    /// <summary>Content that is a string, or parts. An empty string says nothing.</summary>
    public static void Read(JsonElement? content, List<Block> blocks)
    {
        if (content is { ValueKind: JsonValueKind.String } text)
        {
            if (text.GetString() is { Length: > 0 } said)
            {
                blocks.Add(new TextBlock(said));
            }

            return;
        }

        foreach (var part in content.Items())
        {
            blocks.Add(part.ValueKind == JsonValueKind.String ? new TextBlock(part.GetString()!) { Raw = part } : Part(part) with { Raw = part, Cache = Cache(part) });
        }
    }

    /// <summary>Anthropic's mark as OpenRouter takes it, or OpenAI's own.</summary>
    public static CacheMark? Cache(JsonElement part)
    {
        if (part.Get("cache_control") is { } control)
        {
            return new CacheMark(control.Text("ttl") == "1h");
        }

        return part.Get("prompt_cache_breakpoint") is { } mark ? new CacheMark(mark.Text("ttl") == "12h") : null;
    }

    private static Block Part(JsonElement part) => part.Text("type") switch
    {
        "text" or null when part.Text("text") is { } text => new TextBlock(text),
        "refusal" => new RefusalBlock(part.Text("refusal") ?? string.Empty),
        "thinking" => new ThinkingBlock(Thought(part.Get("thinking"))),
        "image_url" when Address(part, "image_url") is { } url => DataUrl.Read(MediaKind.Image, url) with { Detail = part.Get("image_url")?.Text("detail") },
        "video_url" when Address(part, "video_url") is { } url => DataUrl.Read(MediaKind.Video, url),
        "document_url" or "file_url" when Address(part, part.Text("type")!) is { } url => DataUrl.Read(MediaKind.Document, url) with { Title = part.Text("document_name") },
        "input_audio" when part.Get("input_audio") is { } audio => Audio(audio),
        "file" when part.Get("file") is { } file => File(file),
        var other => new OpaqueBlock(other ?? "content"),
    };

    /// <summary>Mistral's thoughts are lists of texts; others' are text.</summary>
    public static string Thought(JsonElement? thinking)
    {
        if (thinking is { ValueKind: JsonValueKind.String } text)
        {
            return text.GetString()!;
        }

        var all = new StringBuilder();
        foreach (var part in thinking.Items())
        {
            all.Append(part.Text("text"));
        }

        return all.ToString();
    }

    private static string? Address(JsonElement part, string member) => part.Get(member) switch
    {
        { ValueKind: JsonValueKind.String } url => url.GetString(),
        { } inner => inner.Text("url"),
        _ => null,
    };

    private static MediaBlock Audio(JsonElement audio) => new(MediaKind.Audio, MediaSource.Base64, audio.Text("data") ?? string.Empty)
    {
        MediaType = audio.Text("format") switch { "mp3" or null => "audio/mpeg", var format => $"audio/{format}" },
    };

    private static MediaBlock File(JsonElement file)
    {
        var block = file.Text("file_id") is { } id
            ? new MediaBlock(MediaKind.Document, MediaSource.FileId, id)
            : FileData(file.Text("file_data") ?? string.Empty);
        return block with { Title = file.Text("filename") };
    }

    private static MediaBlock FileData(string data)
    {
        var block = DataUrl.Read(MediaKind.Document, data);
        return block.Source == MediaSource.Url && !data.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            ? block with { Source = MediaSource.Base64, MediaType = "application/pdf" }
            : block.MediaType is { } type && type.StartsWith("image/", StringComparison.Ordinal) ? block with { Kind = MediaKind.Image } : block;
    }
}

using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>Reads the content of a message, and the output of a tool: a string, or parts.</summary>
internal static class PartReading
{
    /// <param name="item">The item that holds the content; each block keeps it as its raw JSON.</param>
    public static void Read(JsonElement? content, JsonElement item, List<Block> blocks)
    {
        if (content is { ValueKind: JsonValueKind.String } text)
        {
            blocks.Add(new TextBlock(text.GetString()!) { Raw = item });
            return;
        }

        foreach (var part in content.Items())
        {
            blocks.Add(Part(part) with { Raw = item, Cache = Mark(part) });
        }
    }

    private static Block Part(JsonElement part) => part.Text("type") switch
    {
        "input_text" or "output_text" or "text" or "summary_text" or "reasoning_text" =>
            new TextBlock(part.Text("text") ?? string.Empty) { Citations = Annotations(part) },
        "refusal" => new RefusalBlock(part.Text("refusal") ?? string.Empty),
        "input_image" when Image(part) is { } image => image,
        "input_file" when File(part) is { } file => file,
        "input_audio" when part.Get("input_audio") is { } audio && audio.Text("data") is { } data =>
            new MediaBlock(MediaKind.Audio, MediaSource.Base64, data) { MediaType = audio.Text("format") is { } format ? $"audio/{format}" : null },
        var type => new OpaqueBlock(type ?? "content"),
    };

    private static MediaBlock? Image(JsonElement part)
    {
        // The address is a string; some clients send Chat's object.
        var address = part.Text("image_url") ?? part.Get("image_url")?.Text("url");
        var image = address is not null ? DataUrl.Read(MediaKind.Image, address)
            : part.Text("file_id") is { } id ? new MediaBlock(MediaKind.Image, MediaSource.FileId, id)
            : null;
        return image is null ? null : image with { Detail = part.Text("detail") };
    }

    private static MediaBlock? File(JsonElement part)
    {
        var file = part.Text("file_data") is { } data ? Data(data)
            : part.Text("file_url") is { } address ? new MediaBlock(MediaKind.Document, MediaSource.Url, address)
            : part.Text("file_id") is { } id ? new MediaBlock(MediaKind.Document, MediaSource.FileId, id)
            : null;
        return file is null ? null : file with { Title = part.Text("filename") };
    }

    private static MediaBlock Data(string data)
    {
        var read = DataUrl.Read(MediaKind.Document, data);
        return read.Source == MediaSource.Base64 ? read : read with { Source = MediaSource.Base64, MediaType = "application/pdf" };
    }

    /// <summary>The addresses that a text names as its sources. Files have none that another format could use.</summary>
    public static IReadOnlyList<Citation> Annotations(JsonElement part)
    {
        List<Citation>? found = null;
        foreach (var annotation in part.Items("annotations"))
        {
            if (Annotation(annotation) is { } citation)
            {
                (found ??= []).Add(citation);
            }
        }

        return found ?? (IReadOnlyList<Citation>)[];
    }

    public static Citation? Annotation(JsonElement annotation) => annotation.Text("type") == "url_citation"
        ? new Citation(annotation.Text("url"), annotation.Text("title"), (int?)annotation.Whole("start_index"), (int?)annotation.Whole("end_index"))
        : null;

    private static CacheMark? Mark(JsonElement part) =>
        part.Get("prompt_cache_breakpoint") is { } mark ? new CacheMark(mark.Text("ttl") == "12h") : null;
}

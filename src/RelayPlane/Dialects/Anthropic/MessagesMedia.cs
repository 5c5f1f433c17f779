using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>Reads images, documents and search results.</summary>
internal static class MessagesMedia
{
    public static Block? Image(JsonElement block) => Source(block, MediaKind.Image);

    public static Block? Document(JsonElement block) =>
        block.Get("source") is { } source && source.Text("type") == "content"
            ? Text(string.Concat(Texts(source.Get("content"))), block)
            : Source(block, MediaKind.Document);

    /// <summary>A search result is a document in words.</summary>
    public static Block SearchResult(JsonElement block) =>
        Text(string.Concat(Texts(block.Get("content"))), block) with { Title = block.Text("title") ?? block.Text("source") };

    /// <summary>Null where the source is of a kind that is not known here.</summary>
    private static MediaBlock? Source(JsonElement block, MediaKind kind)
    {
        var source = block.Get("source") ?? default;
        MediaBlock? media = source.Text("type") switch
        {
            "base64" => new MediaBlock(kind, MediaSource.Base64, source.Text("data") ?? string.Empty) { MediaType = source.Text("media_type") },
            "url" => new MediaBlock(kind, MediaSource.Url, source.Text("url") ?? string.Empty)
            {
                MediaType = kind == MediaKind.Document ? "application/pdf" : null,
            },
            "file" => new MediaBlock(kind, MediaSource.FileId, source.Text("file_id") ?? string.Empty),
            "text" => Text(source.Text("data") ?? string.Empty, block),
            _ => null,
        };
        return media is null ? null : media with
        {
            Title = block.Text("title"),
            Context = block.Text("context"),
            Cited = block.Get("citations")?.Flag("enabled") == true,
            Raw = block,
        };
    }

    private static MediaBlock Text(string text, JsonElement block) => new(MediaKind.Document, MediaSource.Text, text)
    {
        MediaType = "text/plain",
        Title = block.Text("title"),
        Context = block.Text("context"),
        Cited = block.Get("citations")?.Flag("enabled") == true,
        Raw = block,
    };

    private static IEnumerable<string> Texts(JsonElement? content) =>
        content is { ValueKind: JsonValueKind.String } text ? [text.GetString()!] : content.Items().Select(part => part.Text("text") ?? string.Empty);
}

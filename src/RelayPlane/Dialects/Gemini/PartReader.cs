using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Reads one part of a request's contents.</summary>
internal static class PartReader
{
    public static Block Read(JsonElement part, CallIds ids) =>
        ReadText(part)
        ?? ReadCall(part, ids)
        ?? ReadResult(part, ids)
        ?? Media(part)
        ?? (part.AnyText("thoughtSignature", "thought_signature") is null ? null : new ThinkingBlock(string.Empty) { State = StateOf(part), Raw = part })
        ?? (Block)new OpaqueBlock(Kind(part)) { Raw = part };

    /// <summary>What a part says in <c>inlineData</c> or <c>fileData</c>; null for any other part.</summary>
    public static MediaBlock? Media(JsonElement part)
    {
        if (part.Any("inlineData", "inline_data") is { } inline)
        {
            var type = inline.AnyText("mimeType", "mime_type");
            return new MediaBlock(KindOf(type), MediaSource.Base64, GenerateJson.PlainBase64(inline.Text("data") ?? string.Empty))
            {
                MediaType = type,
                Title = inline.AnyText("displayName", "display_name"),
                Raw = part,
            };
        }

        if (part.Any("fileData", "file_data") is { } file)
        {
            var (type, uri) = (file.AnyText("mimeType", "mime_type"), file.AnyText("fileUri", "file_uri") ?? string.Empty);
            return new MediaBlock(KindOf(type), IsUpload(uri) ? MediaSource.FileId : MediaSource.Url, uri) { MediaType = type, Raw = part };
        }

        return null;
    }

    public static OpaqueState? StateOf(JsonElement part) =>
        part.AnyText("thoughtSignature", "thought_signature") is { Length: > 0 } signature && OpaqueState.Unwrap(WireFormat.Generate, signature) is { Data.Length: > 0 } its ? its : null;

    /// <summary>The name of what a part holds: its first member that is no remark on it.</summary>
    public static string Kind(JsonElement part)
    {
        foreach (var member in part.EnumerateObject())
        {
            if (member.Name is not ("thought" or "thoughtSignature" or "thought_signature" or "videoMetadata" or "video_metadata"
                or "mediaResolution" or "media_resolution" or "partMetadata" or "part_metadata"))
            {
                return member.Name;
            }
        }

        return "part";
    }

    private static Block? ReadText(JsonElement part)
    {
        var text = part.Text("text");
        if (part.Flag("thought") == true && (text is not null || Kind(part) == "part"))
        {
            return new ThinkingBlock(text ?? string.Empty) { State = StateOf(part), IsSummary = true, Raw = part };
        }

        if (text is null)
        {
            return null;
        }

        return text.Length == 0 && StateOf(part) is { } state
            ? new ThinkingBlock(string.Empty) { State = state, Raw = part }
            : new TextBlock(text) { Raw = part };
    }

    private static ToolCallBlock? ReadCall(JsonElement part, CallIds ids)
    {
        if (part.Any("functionCall", "function_call") is not { } call)
        {
            return null;
        }

        var name = call.Text("name") ?? string.Empty;
        var arguments = call.Get("args") is { ValueKind: JsonValueKind.Object } args ? args.Compact() : "{}";
        return new ToolCallBlock(ids.Call(call.Text("id"), name), name, arguments) { State = StateOf(part), Raw = part };
    }

    private static ToolResultBlock? ReadResult(JsonElement part, CallIds ids)
    {
        if (part.Any("functionResponse", "function_response") is not { } result)
        {
            return null;
        }

        var name = result.Text("name") ?? string.Empty;
        var (text, failed) = Answer(result.Get("response"));
        var content = new List<Block>();
        if (text.Length > 0)
        {
            content.Add(new TextBlock(text));
        }

        foreach (var piece in result.Items("parts"))
        {
            content.Add(Media(piece) ?? (Block)new OpaqueBlock(Kind(piece)) { Raw = piece });
        }

        return new ToolResultBlock(ids.Result(result.Text("id"), name), content) { Name = name, IsError = failed, Raw = part };
    }

    /// <summary>The keys that Google's documentation names are taken off, where they are alone: <c>output</c> and <c>error</c>. Any other object is the answer itself.</summary>
    private static (string Text, bool Failed) Answer(JsonElement? response)
    {
        if (response is not { } answer)
        {
            return (string.Empty, false);
        }

        if (answer.ValueKind == JsonValueKind.Object && answer.GetPropertyCount() == 1 && (answer.Get("output") ?? answer.Get("error")) is { } inner)
        {
            return (inner.ValueKind == JsonValueKind.String ? inner.GetString()! : inner.Compact(), answer.Get("error") is not null);
        }

        return (answer.ValueKind == JsonValueKind.String ? answer.GetString()! : answer.Compact(), false);
    }

    private static MediaKind KindOf(string? type) => type switch
    {
        null => MediaKind.Document,
        _ when type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) => MediaKind.Image,
        _ when type.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) => MediaKind.Audio,
        _ when type.StartsWith("video/", StringComparison.OrdinalIgnoreCase) => MediaKind.Video,
        _ => MediaKind.Document,
    };

    /// <summary>Whether an address is one that only Google can open: its Files API, or Cloud Storage.</summary>
    private static bool IsUpload(string uri) =>
        !uri.StartsWith("http", StringComparison.OrdinalIgnoreCase)
        || uri.StartsWith("https://generativelanguage.googleapis.com/", StringComparison.OrdinalIgnoreCase);
}

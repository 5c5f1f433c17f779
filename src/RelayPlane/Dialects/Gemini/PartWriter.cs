using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Writes text and media as parts, and parts again that came from Gemini.</summary>
internal static class PartWriter
{
    public const string Sentinel = "skip_thought_signature_validator";

    public static void WriteText(Utf8JsonWriter json, string text, string? signature = null)
    {
        json.WriteStartObject();
        json.WriteString("text", text);
        WriteSignature(json, signature);
        json.WriteEndObject();
    }

    public static void WriteThought(Utf8JsonWriter json, string text, string? signature = null)
    {
        json.WriteStartObject();
        json.WriteString("text", text);
        json.WriteBoolean("thought", true);
        WriteSignature(json, signature);
        json.WriteEndObject();
    }

    public static void WriteSignature(Utf8JsonWriter json, string? signature)
    {
        if (signature is not null)
        {
            json.WriteString("thoughtSignature", signature);
        }
    }

    /// <summary>Writes a part as it came, with another signature (null keeps none), and without the ids that the endpoint does not take.</summary>
    public static void WriteAgain(Utf8JsonWriter json, JsonElement part, string? signature, bool ids)
    {
        json.WriteStartObject();
        foreach (var member in part.EnumerateObject())
        {
            if (member.Name is "thoughtSignature" or "thought_signature")
            {
                continue;
            }

            json.WritePropertyName(member.Name);
            if (!ids && member.Name is "functionCall" or "function_call" or "functionResponse" or "function_response")
            {
                WriteWithout(json, member.Value, "id");
            }
            else
            {
                member.Value.WriteTo(json);
            }
        }

        WriteSignature(json, signature);
        json.WriteEndObject();
    }

    /// <summary>Writes a picture or the like, if the target takes it; else tells the losses.</summary>
    public static void WriteMedia(Utf8JsonWriter json, MediaBlock media, EncodeFor target, Losses losses)
    {
        if (media.Source == MediaSource.Text)
        {
            WriteText(json, media.Title is { Length: > 0 } title ? $"{title}\n\n{media.Data}" : media.Data);
        }
        else if (Takes(media, target, losses))
        {
            json.WriteStartObject();
            WriteData(json, media);
            json.WriteEndObject();
        }
    }

    public static bool Takes(MediaBlock media, EncodeFor target, Losses losses)
    {
        var (field, takes) = media.Kind switch
        {
            MediaKind.Image => (Field.Images, target.Traits.Images),
            MediaKind.Document => (Field.Documents, target.Traits.Documents),
            MediaKind.Audio => (Field.Audio, target.Traits.Audio),
            _ => (Field.Video, true),
        };
        if (!takes)
        {
            losses.Refuse(field, $"is not taken by {target.Provider}/{target.Model}");
        }
        else if (media.Source == MediaSource.FileId)
        {
            losses.Foreign("file_id", $"names a file that {target.Provider} does not hold");
            return false;
        }
        else if (media.Source == MediaSource.Url && !target.Traits.ImageUrls)
        {
            losses.Refuse(field, $"cannot be an address at {target.Provider}/{target.Model}: send the data itself");
            return false;
        }

        return takes;
    }

    public static void WriteData(Utf8JsonWriter json, MediaBlock media)
    {
        var inline = media.Source == MediaSource.Base64;
        json.WriteStartObject(inline ? "inlineData" : "fileData");
        if ((media.MediaType ?? (inline ? DefaultType(media.Kind) : TypeByName(media.Data))) is { } type)
        {
            json.WriteString("mimeType", type);
        }

        json.WriteString(inline ? "data" : "fileUri", media.Data);
        json.WriteEndObject();
    }

    /// <summary>Whether a part that came from Gemini may go up as it is; what another format's provider signed may not.</summary>
    public static bool IsOwn(JsonElement part) => PartReader.StateOf(part) is null or { Format: WireFormat.Generate, Provider: null };

    private static void WriteWithout(Utf8JsonWriter json, JsonElement value, string name)
    {
        json.WriteStartObject();
        foreach (var member in value.EnumerateObject())
        {
            if (member.Name != name)
            {
                member.WriteTo(json);
            }
        }

        json.WriteEndObject();
    }

    private static string DefaultType(MediaKind kind) => kind switch
    {
        MediaKind.Image => "image/png",
        MediaKind.Audio => "audio/wav",
        MediaKind.Video => "video/mp4",
        _ => "application/pdf",
    };

    private static string? TypeByName(string uri)
    {
        var end = uri.AsSpan().IndexOfAny('?', '#');
        var path = end < 0 ? uri.AsSpan() : uri.AsSpan(0, end);
        return path[(path.LastIndexOf('.') + 1)..].ToString().ToLowerInvariant() switch
        {
            "png" => "image/png",
            "jpg" or "jpeg" => "image/jpeg",
            "webp" => "image/webp",
            "gif" => "image/gif",
            "pdf" => "application/pdf",
            _ => null,
        };
    }
}

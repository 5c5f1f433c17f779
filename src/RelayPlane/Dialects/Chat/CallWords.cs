using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>Writes the members of one tool call of a reply.</summary>
internal static class CallWords
{
    /// <summary>A freeform tool's call, also where the target was told of a function.</summary>
    public static bool IsFreeform(ToolCallBlock call, ReplyContext context) => call.Freeform || context.Freeform.Contains(call.Name);

    public static void Write(Utf8JsonWriter json, ToolCallBlock call, string arguments, bool freeform)
    {
        json.WriteString("id"u8, call.Id);
        json.WriteString("type"u8, freeform ? "custom"u8 : "function"u8);
        json.WriteStartObject(freeform ? "custom"u8 : "function"u8);
        json.WriteString("name"u8, call.Name);
        json.WriteString(freeform ? "input"u8 : "arguments"u8, arguments);
        json.WriteEndObject();
        if (call.State is { } state)
        {
            Signature(json, state);
        }
    }

    public static void Signature(Utf8JsonWriter json, OpaqueState state)
    {
        json.WriteStartObject("extra_content"u8);
        json.WriteStartObject("google"u8);
        json.WriteString("thought_signature"u8, state.Format == WireFormat.Chat ? state.Data : state.Wrap());
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Image(Utf8JsonWriter json, MediaBlock image)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "image_url"u8);
        json.WriteStartObject("image_url"u8);
        json.WriteString("url"u8, image.Source == MediaSource.Base64 ? $"data:{image.MediaType ?? "image/png"};base64,{image.Data}" : image.Data);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

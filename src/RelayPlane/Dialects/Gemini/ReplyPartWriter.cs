using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Writes the blocks of a reply as parts.</summary>
internal static class ReplyPartWriter
{
    /// <summary>Writes nothing for what Gemini has no part for.</summary>
    public static void Write(Utf8JsonWriter json, Block block, ReplyContext context)
    {
        switch (block)
        {
            case TextBlock { Text.Length: > 0 } text:
                PartWriter.WriteText(json, text.Text);
                break;
            case RefusalBlock { Text.Length: > 0 } refusal:
                PartWriter.WriteText(json, refusal.Text);
                break;
            case ThinkingBlock thinking when context.ShowThinking || thinking.Text.Length == 0:
                WriteThinking(json, thinking.Text, thinking.State);
                break;
            case ToolCallBlock call:
                WriteCall(json, call);
                break;
            case MediaBlock { Source: not MediaSource.FileId } media:
                json.WriteStartObject();
                PartWriter.WriteData(json, media);
                json.WriteEndObject();
                break;
            case OpaqueBlock { Raw: { ValueKind: JsonValueKind.Object } raw } own when raw.TryGetProperty(own.Type, out _):
                raw.WriteTo(json);
                break;
        }
    }

    /// <summary>A signature without words is Gemini's own of a text, or another's of a thought that it does not show.</summary>
    public static void WriteThinking(Utf8JsonWriter json, string text, OpaqueState? state)
    {
        if (text.Length == 0 && state is { Format: WireFormat.Generate })
        {
            PartWriter.WriteText(json, text, state.Data);
        }
        else if (text.Length > 0 || state is not null)
        {
            PartWriter.WriteThought(json, text, Signature(state));
        }
    }

    public static void WriteCall(Utf8JsonWriter json, ToolCallBlock call)
    {
        json.WriteStartObject();
        json.WriteStartObject("functionCall");
        json.WriteString("id", call.Id);
        json.WriteString("name", call.Name);
        json.WritePropertyName("args");
        json.WriteArguments(call);

        json.WriteEndObject();

        // Gemini 3 refuses a call in the present turn that has none; the mark says that one has to be put in its place.
        PartWriter.WriteSignature(json, Signature(call.State) ?? OpaqueState.NoneCoded);
        json.WriteEndObject();
    }

    /// <summary>Another's in base64: the field holds bytes, and Google's typed SDKs fail on anything else.</summary>
    public static string? Signature(OpaqueState? state) =>
        state is null ? null : state.Format == WireFormat.Generate ? state.Data : state.WrapCoded();
}

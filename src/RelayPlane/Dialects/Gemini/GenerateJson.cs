using System.Buffers;
using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Reads Gemini's JSON as Google does: every member may be spelled in camel case or with underscores.</summary>
internal static class GenerateJson
{
    public static JsonElement? Any(this JsonElement json, string camel, string snake) => json.Get(camel) ?? json.Get(snake);

    public static string? AnyText(this JsonElement json, string camel, string snake) => json.Text(camel) ?? json.Text(snake);

    /// <summary>The items of a repeated member; a single object stands for a list of one.</summary>
    public static IEnumerable<JsonElement> Each(this JsonElement? json) =>
        json is { ValueKind: JsonValueKind.Object } one ? [one] : json.Items();

    /// <summary>A JSON value of its own, made by <paramref name="write"/>.</summary>
    public static JsonElement Make(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, NeutralJson.Readable))
        {
            write(json);
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>A writer for the life of a stream; it holds nothing that must be given back.</summary>
    public static Utf8JsonWriter WriterTo(IBufferWriter<byte> to) => new(to, NeutralJson.Readable);

    /// <summary>Base64 in its usual letters: Google takes the URL-safe ones too, nobody else does.</summary>
    public static string PlainBase64(string data)
    {
        if (data.AsSpan().IndexOfAny('-', '_') < 0)
        {
            return data;
        }

        var plain = data.Replace('-', '+').Replace('_', '/');
        return plain.PadRight((plain.Length + 3) / 4 * 4, '=');
    }
}

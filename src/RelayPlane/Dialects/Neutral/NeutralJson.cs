using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RelayPlane.Dialects.Neutral;

/// <summary>How the formats read and write JSON.</summary>
internal static class NeutralJson
{
    /// <summary>Text stays readable, and as short as it can be: only what JSON itself wants escaped is.</summary>
    public static JsonWriterOptions Readable { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Whether that is what reading or writing a value throws where it is of another kind, or another size, than was thought.</summary>
    public static bool IsOfAnotherKind(Exception thrown) => thrown is InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException;

    /// <summary>A member of an object; null where there is none, or it is null.</summary>
    public static JsonElement? Get(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string? Text(this JsonElement json, string name) =>
        json.Get(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static bool? Flag(this JsonElement json, string name) =>
        json.Get(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : null;

    /// <summary>A whole number, also where it is written as <c>12.0</c>.</summary>
    public static long? Whole(this JsonElement json, string name) =>
        json.Get(name) is { ValueKind: JsonValueKind.Number } value
            ? value.TryGetInt64(out var whole) ? whole : value.TryGetDouble(out var real) && real is > long.MinValue and < long.MaxValue ? (long)real : null
            : null;

    public static double? Real(this JsonElement json, string name) =>
        json.Get(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var real) ? real : null;

    /// <summary>The items of an array; nothing for anything else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement? json) =>
        json is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) => json.Get(name).Items();

    /// <summary>The JSON text of an object's arguments as it was written, number for number; compact where it had white space (bug B51 wants the same bytes each time).</summary>
    public static string Compact(this JsonElement json)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the arguments of a call where the format wants an object; a freeform tool's text is one of its members there.</summary>
    public static void WriteArguments(this Utf8JsonWriter json, ToolCallBlock call)
    {
        if (call.Freeform)
        {
            json.WriteStartObject();
            json.WriteString("input"u8, call.Arguments);
            json.WriteEndObject();
        }
        else
        {
            json.WriteArguments(call.Arguments);
        }
    }

    /// <summary>Writes a tool call's arguments as an object. What is no JSON object is wrapped, never handed over as a string (bug B41); nothing at all is an empty object.</summary>
    public static void WriteArguments(this Utf8JsonWriter json, string arguments)
    {
        if (arguments.Length == 0)
        {
            json.WriteStartObject();
            json.WriteEndObject();
            return;
        }

        try
        {
            using var parsed = JsonDocument.Parse(WellFormed.Of(Encoding.UTF8.GetBytes(arguments)));
            if (parsed.RootElement.ValueKind == JsonValueKind.Object)
            {
                parsed.RootElement.WriteTo(json);
                return;
            }
        }
        catch (JsonException)
        {
            // It is handed over below, so that nothing of it is lost.
        }

        json.WriteStartObject();
        json.WriteString("_raw_arguments", arguments);
        json.WriteEndObject();
    }
}

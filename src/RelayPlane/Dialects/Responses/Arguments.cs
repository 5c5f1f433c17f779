using System.Buffers;
using System.Text;
using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>The arguments of a call, which are a string here.</summary>
internal static class Arguments
{
    /// <summary>A JSON object stays as it was written, number for number; anything else is wrapped in one.</summary>
    public static string Valid(string arguments)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, NeutralJson.Readable))
        {
            json.WriteArguments(arguments);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The bare text of a freeform tool that was told as a function with one member <c>input</c>; what does not look so stays as it is.</summary>
    public static string Input(string arguments)
    {
        try
        {
            using var parsed = JsonDocument.Parse(arguments);
            return parsed.RootElement.Text("input") ?? arguments;
        }
        catch (JsonException)
        {
            return arguments;
        }
    }
}

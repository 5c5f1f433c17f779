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
}

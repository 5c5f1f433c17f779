using System.Buffers;
using System.Text.Json;

namespace RelayPlane.Config;

/// <summary>The sound part of a file that has faults, so that what is left can be checked too and all problems are told together.</summary>
internal static class Sound
{
    /// <summary>The file without the values at these paths.</summary>
    public static ReadOnlyMemory<byte> Part(JsonElement file, IReadOnlySet<string> faults)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text))
        {
            Copy(file, "", faults, writer);
        }

        return text.WrittenMemory;
    }

    private static void Copy(JsonElement value, string path, IReadOnlySet<string> faults, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().Where(member => !faults.Contains(KeyLines.Join(path, member.Name))))
                {
                    writer.WritePropertyName(member.Name);
                    Copy(member.Value, KeyLines.Join(path, member.Name), faults, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var (index, item) in value.EnumerateArray().Index().Where(item => !faults.Contains($"{path}[{item.Index}]")))
                {
                    Copy(item, $"{path}[{index}]", faults, writer);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}

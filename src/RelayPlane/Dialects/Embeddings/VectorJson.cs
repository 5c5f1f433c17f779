using System.Buffers.Binary;
using System.Text.Json;

namespace RelayPlane.Dialects.Embeddings;

/// <summary>Reads and writes the vectors themselves: lists of numbers, or base64 of little-endian 32-bit floats.</summary>
internal static class VectorJson
{
    /// <summary>Empty for what is neither.</summary>
    public static double[] Read(JsonElement? vector)
    {
        if (vector is { ValueKind: JsonValueKind.String } text && text.TryGetBytesFromBase64(out var bytes))
        {
            var floats = new double[bytes.Length / sizeof(float)];
            for (var at = 0; at < floats.Length; at++)
            {
                floats[at] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(at * sizeof(float)));
            }

            return floats;
        }

        if (vector is not { ValueKind: JsonValueKind.Array } list)
        {
            return [];
        }

        var numbers = new double[list.GetArrayLength()];
        var next = 0;
        foreach (var number in list.EnumerateArray())
        {
            numbers[next++] = number.ValueKind == JsonValueKind.Number ? number.GetDouble() : 0;
        }

        return numbers;
    }

    public static void WriteNumbers(Utf8JsonWriter json, double[] vector)
    {
        json.WriteStartArray();
        foreach (var number in vector)
        {
            // What was a 32-bit float is written as short as one.
            if ((float)number == number)
            {
                json.WriteNumberValue((float)number);
            }
            else
            {
                json.WriteNumberValue(number);
            }
        }

        json.WriteEndArray();
    }

    public static void WriteBase64(Utf8JsonWriter json, double[] vector)
    {
        var bytes = new byte[vector.Length * sizeof(float)];
        for (var at = 0; at < vector.Length; at++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at * sizeof(float)), (float)vector[at]);
        }

        json.WriteBase64StringValue(bytes);
    }
}

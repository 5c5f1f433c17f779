using System.Buffers.Binary;
using System.Text.Json;
using RelayPlane.Sandbox.Reading;
using RelayPlane.Sandbox.Writing;

namespace RelayPlane.Sandbox.OpenAI;

/// <summary><c>POST /v1/embeddings</c>: unit vectors made from the prompt, as numbers or as base64 of little-endian floats.</summary>
internal static class EmbeddingBody
{
    public static void Write(Utf8JsonWriter json, Ask ask, int seed)
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "list"u8);
        json.WriteStartArray("data"u8);
        for (var index = 0; index < ask.Count; index++)
        {
            json.WriteStartObject();
            json.WriteString("object"u8, "embedding"u8);
            json.WriteNumber("index"u8, index);
            json.WritePropertyName("embedding"u8);
            WriteVector(json, ask, Words.Hash(ask.LastText, index, seed));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("model"u8, ask.Model);
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, ask.InputTokens);
        json.WriteNumber("total_tokens"u8, ask.InputTokens);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteVector(Utf8JsonWriter json, Ask ask, uint number)
    {
        var vector = Vector(ask.Dimensions, number);
        if (ask.Base64)
        {
            var bytes = new byte[vector.Length * sizeof(float)];
            for (var index = 0; index < vector.Length; index++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(index * sizeof(float)), vector[index]);
            }

            json.WriteBase64StringValue(bytes);
            return;
        }

        json.WriteStartArray();
        foreach (var value in vector)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>Of length one, and always the same for the same number.</summary>
    public static float[] Vector(int dimensions, uint number)
    {
        var vector = new float[dimensions];
        double square = 0;
        for (var index = 0; index < dimensions; index++)
        {
            number = number * 1664525 + 1013904223;
            vector[index] = (number >> 8) / (float)(1 << 24) - 0.5f;
            square += vector[index] * vector[index];
        }

        var length = (float)Math.Max(1e-6, Math.Sqrt(square));
        return Array.ConvertAll(vector, value => value / length);
    }
}

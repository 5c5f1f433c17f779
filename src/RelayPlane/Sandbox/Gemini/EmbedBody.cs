using System.Text.Json;
using RelayPlane.Sandbox.OpenAI;
using RelayPlane.Sandbox.Reading;
using RelayPlane.Sandbox.Writing;

namespace RelayPlane.Sandbox.Gemini;

/// <summary><c>:embedContent</c> and <c>:batchEmbedContents</c>: the same unit vectors as OpenAI's endpoint makes.</summary>
internal static class EmbedBody
{
    public static void Write(Utf8JsonWriter json, Ask ask, bool batch, int seed)
    {
        json.WriteStartObject();
        if (batch)
        {
            json.WriteStartArray("embeddings"u8);
            for (var index = 0; index < ask.Count; index++)
            {
                WriteVector(json, ask, index, seed);
            }

            json.WriteEndArray();
        }
        else
        {
            json.WritePropertyName("embedding"u8);
            WriteVector(json, ask, 0, seed);
        }

        json.WriteStartObject("usageMetadata"u8);
        json.WriteNumber("promptTokenCount"u8, ask.InputTokens);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteVector(Utf8JsonWriter json, Ask ask, int index, int seed)
    {
        json.WriteStartObject();
        json.WriteStartArray("values"u8);
        foreach (var value in EmbeddingBody.Vector(ask.Dimensions, Words.Hash(ask.LastText, index, seed)))
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

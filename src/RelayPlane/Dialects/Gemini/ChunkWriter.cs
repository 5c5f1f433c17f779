using System.Text.Json;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Metering;

namespace RelayPlane.Dialects.Gemini;

/// <summary>What every chunk of a reply says of itself.</summary>
internal readonly record struct ChunkHead(string Id, string Model);

/// <summary>Writes what stands around the parts of a chunk.</summary>
internal static class ChunkWriter
{
    /// <summary>Up to the first part.</summary>
    public static void Begin(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("candidates");
        json.WriteStartObject();
        json.WriteStartObject("content");
        json.WriteStartArray("parts");
    }

    /// <summary>After the last part. A chunk that is not the last has no stop.</summary>
    public static void End(Utf8JsonWriter json, ChunkHead head, Stop? stop = null, TokenUsage? usage = null, GroundingWriter? sources = null)
    {
        json.WriteEndArray();
        json.WriteString("role", "model");
        json.WriteEndObject();
        if (stop is not null)
        {
            json.WriteString("finishReason", FinishReasons.Write(stop));
            if (stop.Detail is not null)
            {
                json.WriteString("finishMessage", stop.Detail);
            }
        }

        json.WriteNumber("index", 0);
        sources?.Write(json);
        json.WriteEndObject();
        json.WriteEndArray();
        if (usage is { } used)
        {
            WriteUsage(json, used);
        }

        json.WriteString("modelVersion", head.Model);
        json.WriteString("responseId", head.Id);
        json.WriteEndObject();
    }

    /// <summary>Google's prompt includes what was cached, and its candidates exclude the thoughts.</summary>
    private static void WriteUsage(Utf8JsonWriter json, TokenUsage usage)
    {
        json.WriteStartObject("usageMetadata");
        json.WriteNumber("promptTokenCount", usage.TotalInput);
        if (usage.CacheRead > 0)
        {
            json.WriteNumber("cachedContentTokenCount", usage.CacheRead);
        }

        json.WriteNumber("candidatesTokenCount", usage.Output - usage.Reasoning);
        if (usage.Reasoning > 0)
        {
            json.WriteNumber("thoughtsTokenCount", usage.Reasoning);
        }

        json.WriteNumber("totalTokenCount", usage.TotalInput + usage.Output);
        json.WriteEndObject();
    }
}

using System.Text.Json;

namespace RelayPlane.Sandbox.Reading;

/// <summary>
/// Finds Anthropic's <c>cache_control</c> marks. The cached order is tools, system, messages, whatever their order in the body; the marks
/// themselves are no part of what is cached, so that a mark may move on from turn to turn.
/// </summary>
internal static class CacheMarks
{
    private static readonly string[] Order = ["tools", "system", "messages"];

    public static void Read(ReadOnlySpan<byte> body, Ask ask)
    {
        var prefix = new PrefixHash();
        foreach (var part in Order)
        {
            var reader = new Utf8JsonReader(body);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var wanted = reader.ValueTextEquals(part);
                reader.Read();
                if (wanted)
                {
                    Walk(ref reader, prefix, ask);
                }
                else
                {
                    reader.Skip();
                }
            }
        }

        // Blocks behind the last mark are not cached.
        ask.Blocks.AddRange(prefix.Blocks.Take(ask.MarkedBlocks));
    }

    private static void Walk(ref Utf8JsonReader reader, PrefixHash prefix, Ask ask)
    {
        var depth = reader.CurrentDepth;
        var (marked, hour) = (false, false);
        for (; ; reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("cache_control"u8))
            {
                hour = Flags.AnyText(ref reader, "ttl"u8, "1h"u8);
                marked = true;
            }
            else if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String or JsonTokenType.Number)
            {
                prefix.Add(reader.ValueSpan);
            }
            else if (reader.TokenType == JsonTokenType.EndObject)
            {
                ask.CachePoints.Add(new CachePoint(prefix.Value, Math.Clamp(prefix.Bytes / 4, 1, ask.InputTokens), marked, hour));
                ask.MarkedBlocks = marked ? prefix.Blocks.Count : ask.MarkedBlocks;
                (marked, hour) = (false, false);
            }

            if (reader.CurrentDepth == depth && reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
            {
                return;
            }
        }
    }
}

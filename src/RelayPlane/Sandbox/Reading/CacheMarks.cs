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
        var prefix = 14695981039346656037UL;
        long bytes = 0;
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
                    Walk(ref reader, ref prefix, ref bytes, ask);
                }
                else
                {
                    reader.Skip();
                }
            }
        }
    }

    private static void Walk(ref Utf8JsonReader reader, ref ulong prefix, ref long bytes, Ask ask)
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
                prefix = Hash(prefix, reader.ValueSpan);
                bytes += reader.ValueSpan.Length + 3;
            }
            else if (reader.TokenType == JsonTokenType.EndObject)
            {
                ask.CachePoints.Add(new CachePoint(prefix, Math.Clamp(bytes / 4, 1, ask.InputTokens), marked, hour));
                (marked, hour) = (false, false);
            }

            if (reader.CurrentDepth == depth && reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
            {
                return;
            }
        }
    }

    // FNV-1a: the same everywhere and always, so that a recorded run can be repeated.
    private static ulong Hash(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * 1099511628211UL;
        }

        return hash;
    }
}

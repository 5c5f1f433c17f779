using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>Writes the content of one message: as it came where it came in this format, else a string where it is text only, else parts.</summary>
internal sealed class ContentWriter(Utf8JsonWriter json, WireFormat from, PartWriter parts)
{
    /// <summary>What of them the target takes.</summary>
    /// <returns>Whether anything is left.</returns>
    public bool Takes(ref IReadOnlyList<Block> blocks)
    {
        if (from != WireFormat.Chat)
        {
            blocks = [.. blocks.Where(parts.Takes)];
        }

        return blocks.Count > 0;
    }

    /// <param name="raw">The message as it came in this format.</param>
    /// <param name="blocks">Without calls and results.</param>
    /// <param name="between">What stands between texts that become one string.</param>
    public void Write(JsonElement? raw, IReadOnlyList<Block> blocks, string between)
    {
        if (raw is { } message && !(message.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Array))
        {
            if (message.TryGetProperty("content", out content))
            {
                json.WritePropertyName("content"u8);
                content.WriteTo(json);
            }

            return;
        }

        if (raw is null && !Any(blocks, parts.NeedsPart))
        {
            foreach (var block in blocks)
            {
                parts.Marked(block);
            }

            json.WriteString("content"u8, string.Join(between, blocks.Select(PartWriter.Words)));
            return;
        }

        json.WriteStartArray("content"u8);
        foreach (var block in blocks)
        {
            if (raw is null || block is ThinkingBlock || parts.Takes(block))
            {
                parts.Write(block);
            }
        }

        json.WriteEndArray();
    }

    /// <summary>What a message of this format says beside what the writers answer for.</summary>
    public void Beside(JsonElement message)
    {
        foreach (var member in message.EnumerateObject())
        {
            if (member.Name is not ("role" or "content" or "tool_call_id" or "reasoning_content" or "reasoning" or "reasoning_details" or "function_call")
                && !(member.Name == "tool_calls" && member.Value.ValueKind == JsonValueKind.Array && member.Value.GetArrayLength() > 0))
            {
                member.WriteTo(json);
            }
        }
    }

    private static bool Any(IReadOnlyList<Block> blocks, Predicate<Block> holds)
    {
        foreach (var block in blocks)
        {
            if (holds(block))
            {
                return true;
            }
        }

        return false;
    }
}

using System.Text;
using System.Text.Json;

namespace RelayPlane.Replay.Calibrating;

/// <summary>What a reply says in words, whole or streamed, in any client's format. A reply without words, as one that only calls tools, says nothing. Pure.</summary>
internal static class ReplyWords
{
    public static string Of(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body).Trim();
        var words = new StringBuilder();
        if (text.StartsWith('{') || text.StartsWith('['))
        {
            Read(text, words);
            return words.ToString();
        }

        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("data:", StringComparison.Ordinal))
            {
                Read(line["data:".Length..].Trim(), words);
            }
        }

        return words.ToString();
    }

    private static void Read(string json, StringBuilder words)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var reply in document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray()] : new[] { document.RootElement })
            {
                Walk(reply, words);
            }
        }
        catch (JsonException)
        {
            // The end mark of a stream, or a part that was cut.
        }
    }

    private static void Walk(JsonElement reply, StringBuilder words)
    {
        if (reply.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        // What ends a stream of the Responses API repeats all of it.
        var type = Text(reply, "type");
        if (type is "response.output_text.delta")
        {
            words.Append(Text(reply, "delta"));
            return;
        }

        if (type is not null && type.StartsWith("response.", StringComparison.Ordinal))
        {
            return;
        }

        Parts(reply, "content", words);
        foreach (var item in Items(reply, "output"))
        {
            Parts(item, "content", words);
        }

        foreach (var choice in Items(reply, "choices"))
        {
            foreach (var said in (string[])["message", "delta"])
            {
                if (choice.ValueKind == JsonValueKind.Object && choice.TryGetProperty(said, out var message) && message.ValueKind == JsonValueKind.Object)
                {
                    words.Append(Text(message, "content"));
                }
            }
        }

        foreach (var candidate in Items(reply, "candidates"))
        {
            if (candidate.ValueKind == JsonValueKind.Object && candidate.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Object)
            {
                Parts(content, "parts", words);
            }
        }

        if (type == "content_block_delta" && reply.TryGetProperty("delta", out var delta))
        {
            words.Append(Text(delta, "text"));
        }
    }

    private static void Parts(JsonElement holder, string name, StringBuilder words)
    {
        foreach (var part in Items(holder, name))
        {
            // A thought is no part of the answer.
            if (part.ValueKind == JsonValueKind.Object && !(part.TryGetProperty("thought", out var thought) && thought.ValueKind == JsonValueKind.True))
            {
                words.Append(Text(part, "text"));
            }
        }
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : default;

    private static string? Text(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

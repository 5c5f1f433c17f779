using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>Where a reply has something from: OpenAI's <c>annotations</c>, and Perplexity's <c>search_results</c> and <c>citations</c> beside the choices.</summary>
internal static class Annotations
{
    /// <param name="message">A message or delta.</param>
    /// <param name="body">The reply or chunk.</param>
    public static IEnumerable<Citation> Of(JsonElement message, JsonElement body) => Of(message).Concat(Beside(body));

    public static IEnumerable<Citation> Of(JsonElement message)
    {
        foreach (var one in message.Items("annotations"))
        {
            if (one.Get("url_citation") is { } cited)
            {
                yield return new Citation(cited.Text("url"), cited.Text("title"), (int?)cited.Whole("start_index"), (int?)cited.Whole("end_index"))
                {
                    CitedText = cited.Text("content"),
                    Raw = one,
                };
            }
        }
    }

    public static IEnumerable<Citation> Beside(JsonElement body)
    {
        if (body.Get("search_results") is { ValueKind: JsonValueKind.Array } results && results.GetArrayLength() > 0)
        {
            return results.EnumerateArray().Select(one => new Citation(one.Text("url"), one.Text("title")) { CitedText = one.Text("snippet") });
        }

        return body.Items("citations").Where(one => one.ValueKind == JsonValueKind.String).Select(one => new Citation(one.GetString(), null));
    }

    /// <summary>Puts them to the text; all of a message's text is one here.</summary>
    public static void Attach(List<Block> blocks, IReadOnlyList<Citation> citations)
    {
        var at = blocks.FindLastIndex(block => block is TextBlock);
        if (at >= 0 && citations.Count > 0)
        {
            blocks[at] = (TextBlock)blocks[at] with { Citations = citations };
        }
    }

    /// <param name="before">How many characters of the message stand before the text that is cited for.</param>
    /// <param name="length">How long that text is.</param>
    public static void Write(Utf8JsonWriter json, Citation citation, int before, int length)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "url_citation"u8);
        json.WriteStartObject("url_citation"u8);
        json.WriteString("url"u8, citation.Url ?? string.Empty);
        json.WriteString("title"u8, citation.Title ?? citation.Url ?? string.Empty);
        json.WriteNumber("start_index"u8, before + (citation.Start ?? 0));
        json.WriteNumber("end_index"u8, before + (citation.End ?? length));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>The citations of a text block.</summary>
internal static class MessagesCitations
{
    public static IReadOnlyList<Citation> Read(JsonElement text)
    {
        List<Citation>? all = null;
        foreach (var one in text.Items("citations"))
        {
            (all ??= []).Add(One(one));
        }

        return all ?? (IReadOnlyList<Citation>)[];
    }

    /// <summary>A place on the web has its address; a search result's source is one at times; a place in a document has only that document's title.</summary>
    public static Citation One(JsonElement citation)
    {
        var source = citation.Text("url") ?? citation.Text("source");
        var url = source?.StartsWith("http", StringComparison.OrdinalIgnoreCase) == true ? source : null;
        return new Citation(url, citation.Text("title") ?? citation.Text("document_title"))
        {
            CitedText = citation.Text("cited_text"),
            Raw = citation,
        };
    }

    /// <summary>Whether this format has a shape for it: its own, or a place on the web.</summary>
    public static bool CanWrite(Citation citation) => IsOwn(citation) || citation.Url is not null;

    public static void Write(Utf8JsonWriter json, Citation citation)
    {
        if (IsOwn(citation))
        {
            citation.Raw!.Value.WriteTo(json);
            return;
        }

        json.WriteStartObject();
        json.WriteString("type"u8, "web_search_result_location"u8);
        json.WriteString("url"u8, citation.Url);
        json.WriteString("title"u8, citation.Title);
        json.WriteString("cited_text"u8, citation.CitedText ?? string.Empty);
        json.WriteString("encrypted_index"u8, string.Empty);
        json.WriteEndObject();
    }

    private static bool IsOwn(Citation citation) => citation.Raw?.Text("type")?.EndsWith("_location", StringComparison.Ordinal) == true;
}

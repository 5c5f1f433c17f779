using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Converse;

/// <summary>Reads where a text has something from. Where it stands in the text Converse does not say: a citation holds for its whole block.</summary>
internal static class ConverseCitations
{
    public static Citation Read(JsonElement citation)
    {
        var cited = string.Concat(citation.Items("sourceContent").Select(part => part.Text("text")));
        return new Citation(citation.Get("location")?.Get("web")?.Text("url"), citation.Text("title")) { CitedText = cited.Length > 0 ? cited : null };
    }
}

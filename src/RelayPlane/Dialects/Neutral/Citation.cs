using System.Text.Json;

namespace RelayPlane.Dialects.Neutral;

/// <summary>Where a text has something from.</summary>
/// <param name="Url">Null for a document that has none.</param>
/// <param name="Start">Where the supported text starts within its block, in characters (UTF-16); null where unknown.</param>
/// <param name="End">Where it ends, exclusive.</param>
internal sealed record Citation(string? Url, string? Title, int? Start = null, int? End = null)
{
    /// <summary>The words of the source that are cited.</summary>
    public string? CitedText { get; init; }

    /// <summary>As it was read, for its own format.</summary>
    public JsonElement? Raw { get; init; }
}

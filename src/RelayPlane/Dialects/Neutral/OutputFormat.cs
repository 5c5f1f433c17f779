using System.Text.Json;

namespace RelayPlane.Dialects.Neutral;

/// <summary>That the answer must be JSON.</summary>
/// <param name="Schema">What it must look like; null for any object.</param>
internal sealed record OutputFormat(JsonElement? Schema)
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public bool? Strict { get; init; }
}

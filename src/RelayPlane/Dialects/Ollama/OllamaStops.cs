using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Ollama;

/// <summary>Ollama's words for why a reply ends. Calls of tools end in <c>stop</c>.</summary>
internal static class OllamaStops
{
    /// <param name="reason">Old servers give none.</param>
    public static Stop Of(string? reason) => new(
        reason switch
        {
            null or "stop" => StopKind.EndTurn,
            "length" => StopKind.MaxTokens,

            // "load" and "unload": there was nothing to answer.
            _ => StopKind.Other,
        },
        reason);
}

namespace RelayPlane.Config;

/// <summary>The top-level <c>ollama</c>: RelayPlane's own section for the local server.</summary>
internal sealed record OllamaConfig(
    bool? Enabled = null,
    string? BaseUrl = null,
    IReadOnlyList<string>? Models = null,
    OllamaRouteWhen? RouteWhen = null,
    long? TimeoutMs = null,
    string? DefaultModel = null);

/// <summary><c>ollama.routeWhen</c>.</summary>
internal sealed record OllamaRouteWhen(IReadOnlyList<string>? Complexity = null, IReadOnlyList<string>? TaskTypes = null);

using System.Text.Json;

namespace RelayPlane.Config;

/// <summary><c>models.NAME</c>: what the user knows of a model that the catalog does not.</summary>
internal sealed record ModelConfig(string? Provider = null, PriceConfig? Price = null, JsonElement? Capabilities = null, LimitsConfig? Limits = null);

using System.Text.Json.Serialization;

namespace RelayPlane.Dashboard.Providers;

/// <summary>Writes providers without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ProvidersAnswer))]
internal sealed partial class ProvidersJson : JsonSerializerContext;

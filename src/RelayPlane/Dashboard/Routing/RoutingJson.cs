using System.Text.Json.Serialization;

namespace RelayPlane.Dashboard.Routing;

/// <summary>Reads and writes what is said of routing without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RoutingAnswer))]
[JsonSerializable(typeof(LabelAsk))]
internal sealed partial class RoutingJson : JsonSerializerContext;

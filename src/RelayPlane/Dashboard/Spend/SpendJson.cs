using System.Text.Json.Serialization;

namespace RelayPlane.Dashboard.Spend;

/// <summary>Writes the answers without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SummaryAnswer))]
[JsonSerializable(typeof(SeriesAnswer))]
[JsonSerializable(typeof(LatencyAnswer))]
[JsonSerializable(typeof(RoutesAnswer))]
internal sealed partial class SpendJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace RelayPlane.Dashboard.Calls;

/// <summary>Writes calls without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CallRow))]
internal sealed partial class CallsJson : JsonSerializerContext;

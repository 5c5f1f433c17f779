using System.Text.Json.Serialization;

namespace RelayPlane.Dashboard.Calls;

/// <summary>Writes what is said of calls without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CallAnswer))]
[JsonSerializable(typeof(CallsAnswer))]
[JsonSerializable(typeof(ErrorsAnswer))]
internal sealed partial class CallsJson : JsonSerializerContext;

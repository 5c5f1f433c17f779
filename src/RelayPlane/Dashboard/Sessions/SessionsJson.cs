using System.Text.Json.Serialization;

namespace RelayPlane.Dashboard.Sessions;

/// <summary>Reads and writes what is said of sessions and agents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SessionsAnswer))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(AgentsAnswer))]
[JsonSerializable(typeof(RenameAsk))]
internal sealed partial class SessionsJson : JsonSerializerContext;

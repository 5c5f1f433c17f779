using System.Text.Json.Serialization;
using RelayPlane.Ledger;

namespace RelayPlane.Dashboard.Settings;

/// <summary>What <c>GET /api/alerts</c> says, the newest first.</summary>
internal sealed record AlertsAnswer(IReadOnlyList<Alert> Alerts)
{
    public static AlertsAnswer Read(string path, int most) => new([.. AlertFile.Read(path).Reverse().Take(most)]);
}

/// <summary>Writes alerts as they stand in their file, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AlertsAnswer))]
internal sealed partial class AlertsJson : JsonSerializerContext;

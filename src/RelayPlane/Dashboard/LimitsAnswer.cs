using System.Text.Json;
using System.Text.Json.Serialization;
using RelayPlane.Pacing;

namespace RelayPlane.Dashboard;

/// <summary>What <c>GET /api/limits</c> says, and <c>relayplane limits</c> prints.</summary>
/// <param name="At">The moment it is true of.</param>
/// <param name="ClientRateLimited">Calls since the start that clients saw refused for limits or load; it should be 0.</param>
/// <param name="UpstreamRateLimited">Refusals for limits by providers in the last hour; it should be near 0.</param>
/// <param name="Unsettled">Reservations of attempts that have not ended.</param>
internal sealed record LimitsAnswer(
    DateTimeOffset At, long ClientRateLimited, int UpstreamRateLimited, int Unsettled, IReadOnlyList<LaneReport> Lanes, IReadOnlyList<QueueReport> Queues)
{
    public static LimitsAnswer Of(PacingReport report, long clientRateLimited, DateTimeOffset at) =>
        new(at, clientRateLimited, report.Lanes.Sum(lane => lane.RateLimited), report.Unsettled, report.Lanes, report.Queues);

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, LimitsJson.Default.LimitsAnswer);

    /// <exception cref="JsonException">It is none.</exception>
    public static LimitsAnswer? Read(string json) => JsonSerializer.Deserialize(json, LimitsJson.Default.LimitsAnswer);
}

/// <summary>Reads and writes the answer without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LimitsAnswer))]
internal sealed partial class LimitsJson : JsonSerializerContext;

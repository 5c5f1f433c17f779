using System.Text.Json.Serialization.Metadata;

namespace RelayPlane.Dashboard.Telemetry;

/// <summary>The Node product's <c>/v1/telemetry</c>, for programs that ask it: the same words, the ledger's numbers.</summary>
internal sealed class TelemetryPaths(TelemetrySums sums, TelemetryRunsReader runs)
{
    private static readonly ApiParameter s_days = new("days", "How many days back; default 7.");

    public IReadOnlyList<ApiPath> All =>
    [
        Path("stats", "What the last days cost, by model and by day.", TelemetryJson.Default.TelemetryStats, sums.Stats, s_days),
        Path("runs", "Calls, the newest first.", TelemetryJson.Default.TelemetryRuns, runs.Read, new("limit", "How many; default 50."), new("offset", "How many newer ones to leave out.")),
        Path("savings", "What caches and routing saved in the last days.", TelemetryJson.Default.TelemetrySavings, sums.Savings, s_days),
        Path("health", "How the providers are.", TelemetryJson.Default.TelemetryHealth, sums.Health),
    ];

    private static ApiPath Path<T>(string name, string summary, JsonTypeInfo<T> reply, Func<ApiAsk, T> answer, params IReadOnlyList<ApiParameter> parameters) =>
        new("GET", "/v1/telemetry/" + name, summary, ask =>
        {
            var answered = answer(ask);
            return ValueTask.FromResult(ask.Problem is { } problem ? ApiReply.Wrong(problem) : ApiReply.Json(answered, reply));
        })
        {
            Parameters = parameters,
            Reply = reply,
        };
}

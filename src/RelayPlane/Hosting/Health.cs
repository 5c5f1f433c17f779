using System.Text.Json;
using RelayPlane.Dashboard.Spend;
using RelayPlane.Gateway;
using RelayPlane.Ledger;
using RelayPlane.Pacing;

namespace RelayPlane.Hosting;

/// <summary>What <c>GET /health</c> says: 200 as soon as calls are accepted, also while providers are down.</summary>
internal sealed class Health(Counters counters, SqliteLedger ledger, TimeProvider clock)
{
    private readonly long _started = clock.GetTimestamp();

    /// <summary>Why the state is degraded; null while all is well. Set by a reload that failed.</summary>
    public string? Degraded { get; set; }

    /// <summary>Says what Pacing knows.</summary>
    public Func<PacingReport> Pacing { get; init; } = () => PacingReport.Empty;

    /// <summary>The same for the page.</summary>
    public GatewayState State() => new(
        ProductVersion.Text, clock.GetElapsedTime(_started), Degraded is null ? "ok" : "degraded", Degraded,
        counters.Open, Pacing().Queues.Sum(queue => queue.Waiting), counters.Calls, counters.Failed, ledger.Health);

    public byte[] Write()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            var uptime = clock.GetElapsedTime(_started);
            json.WriteStartObject();
            json.WriteString("status", Degraded is null ? "ok" : "degraded");
            if (Degraded is not null)
            {
                json.WriteString("reason", Degraded);
            }

            json.WriteString("version", ProductVersion.Text);
            json.WriteNumber("uptime", (long)uptime.TotalSeconds);
            json.WriteNumber("uptimeMs", (long)uptime.TotalMilliseconds);
            json.WriteNumber("calls", counters.Calls);
            json.WriteNumber("open", counters.Open);
            json.WriteNumber("failed", counters.Failed);
            WritePacing(json, Pacing());
            json.WriteStartObject("ledger");
            var writing = ledger.Health;
            json.WriteNumber("written", writing.Written);
            json.WriteNumber("pending", writing.Pending);
            json.WriteNumber("lost", writing.Lost);
            json.WriteNumber("journalFailures", writing.JournalFailures);
            json.WriteNumber("recovered", writing.Recovered);
            if (writing.LastError is { } error)
            {
                json.WriteString("lastError", error);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>A provider is as well as its best key; keys that are not open are named.</summary>
    private void WritePacing(Utf8JsonWriter json, PacingReport report)
    {
        json.WriteNumber("waiting", report.Queues.Sum(queue => queue.Waiting));
        json.WriteNumber("clientRateLimited", counters.Limited);
        json.WriteNumber("upstreamRateLimited", report.Lanes.Sum(lane => lane.RateLimited));
        json.WriteNumber("unsettled", report.Unsettled);
        json.WriteStartObject("providers");
        foreach (var provider in report.Lanes.GroupBy(lane => lane.Provider))
        {
            json.WriteString(provider.Key, LaneStates.All.First(state => provider.Any(lane => lane.State == state)));
        }

        json.WriteEndObject();
        json.WriteStartArray("lanes");
        foreach (var lane in report.Lanes.Where(lane => lane.State != LaneStates.Open))
        {
            json.WriteStartObject();
            json.WriteString("provider", lane.Provider);
            json.WriteString("key", lane.Key);
            json.WriteString("class", lane.Class);
            json.WriteString("state", lane.State);
            if (lane.Until is { } until)
            {
                json.WriteString("until", until);
            }

            if (lane.Reason is { } reason)
            {
                json.WriteString("reason", reason);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

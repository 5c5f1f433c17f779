using System.Text.Json;
using RelayPlane.Gateway;
using RelayPlane.Ledger;

namespace RelayPlane.Hosting;

/// <summary>What <c>GET /health</c> says: 200 as soon as calls are accepted, also while providers are down.</summary>
internal sealed class Health(Counters counters, SqliteLedger ledger, TimeProvider clock)
{
    private readonly long _started = clock.GetTimestamp();

    /// <summary>Why the state is degraded; null while all is well. Set by a reload that failed.</summary>
    public string? Degraded { get; set; }

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
            json.WriteStartObject("ledger");
            var writing = ledger.Health;
            json.WriteNumber("written", writing.Written);
            json.WriteNumber("pending", writing.Pending);
            json.WriteNumber("lost", writing.Lost);
            if (writing.LastError is { } error)
            {
                json.WriteString("lastError", error);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}

using System.Text;
using System.Text.Json;
using RelayPlane.Ledger;
using RelayPlane.Metering;

namespace RelayPlane.Cli;

/// <summary>Statistics for a program. The keys are a promise: new ones may come, none changes or goes.</summary>
internal static class StatsJson
{
    public static string Write(StatsQuery query, Stats stats)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("since", query.Since.UtcDateTime);
            if (query.Until is { } until)
            {
                json.WriteString("until", until.UtcDateTime);
            }

            json.WriteString("zone", query.Zone.Id);
            json.WriteString("by", string.Join(',', query.By.Select(StatsGroups.Name)));
            json.WriteStartArray("rows");
            foreach (StatsRow row in stats.Rows)
            {
                json.WriteStartObject();
                json.WriteString("key", row.Key.ToString());
                json.WriteString(StatsGroups.Name(query.By[0]), row.Key.First);
                if (row.Key.Second is { } second)
                {
                    json.WriteString(StatsGroups.Name(query.By[1]), second);
                }

                WriteTally(json, row.Tally);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (stats.Rest is { } rest)
            {
                json.WriteStartObject("rest");
                WriteTally(json, rest);
                json.WriteEndObject();
            }

            json.WriteStartObject("total");
            WriteTally(json, stats.Total);
            json.WriteEndObject();
            json.WriteNumber("other_requests", stats.OtherRequests);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void WriteTally(Utf8JsonWriter json, Tally tally)
    {
        json.WriteNumber("requests", tally.Requests);
        json.WriteNumber("errors", tally.Errors);
        json.WriteNumber("attempts", tally.Attempts);
        json.WriteNumber("runs", tally.Runs);
        json.WriteNumber("unpriced", tally.Unpriced);
        json.WriteNumber("estimated", tally.Estimated);
        json.WriteNumber("tokens_in", tally.TokensIn);
        json.WriteNumber("tokens_out", tally.TokensOut);
        json.WriteNumber("cache_read_tokens", tally.CacheRead);
        json.WriteNumber("cache_write_tokens", tally.CacheWrite5m + tally.CacheWrite1h);
        json.WriteNumber("cache_write_5m_tokens", tally.CacheWrite5m);
        json.WriteNumber("cache_write_1h_tokens", tally.CacheWrite1h);
        json.WriteNumber("reasoning_tokens", tally.Reasoning);
        CallJson.WriteMoney(json, tally.Cost);
        WriteSaved(json, "cache_saved", tally.CacheSavedNano);
        WriteSaved(json, "routing_saved", tally.RoutingSavedNano);
        WriteSaved(json, "fallback", tally.FallbackNano);
        CallJson.WriteMilliseconds(json, "p50_ms", tally.Latency.Percentile(0.5));
        CallJson.WriteMilliseconds(json, "p95_ms", tally.Latency.Percentile(0.95));
        CallJson.WriteMilliseconds(json, "p99_ms", tally.Latency.Percentile(0.99));
    }

    private static void WriteSaved(Utf8JsonWriter json, string name, long nano)
    {
        json.WriteNumber(name + "_usd", new Money(nano).Usd);
        json.WriteNumber(name + "_nano", nano);
    }
}

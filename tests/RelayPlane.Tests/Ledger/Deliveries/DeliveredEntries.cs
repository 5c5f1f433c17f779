using CsCheck;
using RelayPlane.Dispatch;
using RelayPlane.Ledger;
using RelayPlane.Metering;

namespace RelayPlane.Tests.Ledger.Deliveries;

/// <summary>Calls that were delivered in all ways there are.</summary>
internal static class DeliveredEntries
{
    private static readonly Gen<string?> s_routes = Among<string?>(null, "cheap", "review");

    private static readonly Gen<AttemptEntry> s_attempts = Gen.Select(
        Among("claude-haiku-4-5", "gpt-5", "mystery"), Among("anthropic", "openai"), Gen.Enum<Verdict>(), Gen.Bool, Gen.Int[0, 5000],
        (model, provider, verdict, metered, output) => Entries.Priced(Entries.Attempt(model) with
        {
            Provider = provider,
            Verdict = verdict,
            Usage = metered ? new TokenUsage(output * 3, 7, 0, 0, output, 0) : null,
            HasContent = metered,
            FirstByte = TimeSpan.FromMilliseconds(output % 300),
        }));

    /// <param name="minutes">How long before <see cref="Entries.Noon"/> the earliest may have arrived.</param>
    public static Gen<CallEntry[]> Calls(int minutes, int most = 60) => Gen.Select(
        s_attempts.Array[0, 3], s_routes, Gen.Int[0, minutes * 60_000], Gen.Enum<Outcome>(), Among("messages", "messages", "count_tokens"),
        Gen.Int[0, 3000], Among<int?>(200, 429, 503, null), Gen.Bool, (attempts, route, ago, outcome, endpoint, wait, status, flag) =>
            Entries.Call("", [.. attempts.Select((attempt, index) => attempt with { Number = index + 1 })]) with
            {
                At = Entries.Noon.AddMilliseconds(-ago),
                Endpoint = endpoint,
                Outcome = outcome,
                Status = status,
                Route = route,
                Agent = flag ? "coder" : null,
                Plan = flag ? "anthropic/claude-haiku-4-5, openai/gpt-5" : null,
                Stream = flag,
                Limited = status is 503,
                Queue = TimeSpan.FromMilliseconds(wait > 2000 ? wait : 0),
                FirstByte = status is null ? null : TimeSpan.FromMilliseconds(wait + 20),
                Total = TimeSpan.FromMilliseconds(wait + 500),
            }).Array[0, most].Select(calls => calls.Select((call, index) => call with { Id = $"{index}" }).ToArray());

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    /// <summary>All of a database's deliveries, as they stand in it.</summary>
    public static List<string> Rows(string path) => LedgerFixture.Rows(path, """
        SELECT d.level, d.period, k.provider, k.model, k.route, requests, errors, runs, unpriced, cost_nano, absorbed_calls, rate_limited, overloaded, faulted,
            timed_out, waited_calls, waited_us, fallbacks, seen, hex(queue), hex(first_token), hex(speed), hex(total)
        FROM deliveries d JOIN rollup_keys k ON k.id = d.key ORDER BY 1, 2, 3, 4, 5
        """);
}

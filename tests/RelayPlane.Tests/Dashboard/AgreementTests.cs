using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Catalog;
using RelayPlane.Cli;
using RelayPlane.Ledger;
using RelayPlane.Tests.Cli;
using RelayPlane.Tests.Ledger;
using Xunit;

namespace RelayPlane.Tests.Dashboard;

/// <summary>Whoever asks for the same time is told the same, to the last nano-dollar: the page, the CLI, other programs, and the sum of the single calls.</summary>
public sealed class AgreementTests
{
    private static readonly string[] s_zones = ["Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "America/New_York", "Etc/UTC"];
    private static readonly (string Since, string? Until)[] s_ranges =
        [("24h", null), ("90m", null), ("4d", "90m"), ("2026-11-22", null), ("2026-11-22T01:07:13", "2026-11-23"), ("37h", "36h"), ("2026-11-20", "2026-11-24T03:30:00Z")];

    private static readonly Gen<(CallEntry[] Calls, FakeTimeProvider Clock, string Query, string[] Options)> s_asked = Gen.Select(
        Gen.Int[0, 1_000_000], Gen.Int[0, 120], Gen.Int[1, 100], Gen.Int[0, s_zones.Length - 1], Gen.Int[0, s_ranges.Length - 1], (seed, count, hours, zone, range) =>
        {
            FakeTimeProvider clock = new(Entries.Noon.AddSeconds(1));
            clock.SetLocalTimeZone(TimeZoneInfo.FindSystemTimeZoneById(s_zones[zone]));
            var (since, until) = s_ranges[range];
            return (
                RandomCalls.Make(seed, count, TimeSpan.FromHours(hours)), clock, $"zone={s_zones[zone]}&since={since}{(until is null ? "" : "&until=" + until)}",
                until is null ? ["--since", since] : new[] { "--since", since, "--until", until });
        });

    [Fact]
    public void Of_a_ledger_that_keeps_all() =>
        s_asked.Sample((calls, clock, query, options) => CheckAsync(calls, clock, query, options, database => { }, whole: true).GetAwaiter().GetResult(), iter: 6, threads: 1);

    [Fact]
    public void Of_a_ledger_that_was_priced_anew() => s_asked.Sample(
        (calls, clock, query, options) =>
            CheckAsync(calls, clock, query, options, database => new Repricing(new PriceBook(PriceTable.Embedded())).Run(database, Entries.Noon.AddDays(-2), dryRun: false), whole: true).GetAwaiter().GetResult(),
        iter: 5, threads: 1);

    [Fact]
    public void Of_a_ledger_whose_old_calls_are_deleted() => s_asked.Sample(
        (calls, clock, query, options) => CheckAsync(calls, clock, query, options, database => Trim(database, clock), whole: false).GetAwaiter().GetResult(),
        iter: 5, threads: 1);

    /// <param name="whole">Whether every call is still there.</param>
    private static async Task CheckAsync(CallEntry[] calls, FakeTimeProvider clock, string query, string[] options, Action<string> change, bool whole)
    {
        using TempFolder folder = new();
        await LedgerFixture.WriteAsync(folder.Database, calls);
        change(folder.Database);
        Figures figures = new(folder, clock, query);
        JsonElement total = (await figures.AnswerAsync("/api/stats?by=day")).GetProperty("total");

        JsonElement summary = await figures.AnswerAsync("/api/summary");
        Assert.Equal(total.GetRawText(), summary.GetProperty("total").GetRawText());
        foreach (string by in new[] { "model", "provider", "agent", "client", "route", "status", "session", "day", "tier" })
        {
            JsonElement stats = await figures.AnswerAsync($"/api/stats?by={by}");
            using CliRun cli = new();
            Assert.Equal(ExitCodes.Done, cli.Run(StatsCommand.Create(() => folder.Home, clock), [.. options, "--by", by, "--json"]));
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(cli.Output), JsonNode.Parse(stats.GetRawText())), cli.Output + stats);
            Assert.Equal(total.GetRawText(), stats.GetProperty("total").GetRawText());
            Assert.Equal(summary.GetProperty("other_requests").GetInt64(), stats.GetProperty("other_requests").GetInt64());
            await CheckRowsAsync(figures, by, Rows(stats));
        }

        await CheckRoutesAsync(figures, total);
        await CheckRoutingAsync(figures);
        if (whole)
        {
            await CheckCallsAsync(figures, total, summary.GetProperty("other_requests").GetInt64());
            await CheckDecisionsAsync(figures);
        }

        await CheckTelemetryAsync(folder, clock);
    }

    private static async Task CheckRowsAsync(Figures figures, string by, JsonElement[] rows)
    {
        if (by is not ("session" or "day"))
        {
            JsonElement series = await figures.AnswerAsync($"/api/series?by={by}&most=50");
            string[] names = ["requests", "errors", "unpriced", "tokens_in", "tokens_out", "cache_read_tokens", "cost_nano"];
            Assert.Equal(
                rows.Select(row => Said(row, names.Select(name => Number(row, name)))).Order(StringComparer.Ordinal),
                Rows(series).Select(row => Said(row, names.Select(name => Sum(row.GetProperty(name))))).Order(StringComparer.Ordinal));
        }

        if (by is "model" or "provider" or "route")
        {
            JsonElement latency = await figures.AnswerAsync($"/api/latency?by={by}&most=50");
            Assert.Equal(rows.Sum(row => Number(row, "requests")), Number(latency.GetProperty("all"), "requests"));
            Assert.Equal(Rows(latency).Sum(row => Number(row, "requests")), Number(latency.GetProperty("all"), "requests"));
            Assert.All(Rows(latency).Append(latency.GetProperty("all")), row => Assert.Equal(Number(row, "requests"), Number(row.GetProperty("total").GetProperty("whole"), "count")));
            Assert.Equal(Counted(rows), Counted(Rows(latency)));
        }

        if (by is "session" or "agent")
        {
            var listed = by is "session" ? await figures.AllAsync("/api/sessions", "sessions") : [.. (await figures.AnswerAsync("/api/agents")).GetProperty("agents").EnumerateArray()];
            Assert.Equal(
                rows.Where(row => Key(row).Length > 0).Select(row => Sums(Key(row), row)).Order(StringComparer.Ordinal),
                listed.Select(row => Sums(row.GetProperty(by is "session" ? by : "key").GetString()!, row)).Order(StringComparer.Ordinal));
        }
    }

    private static async Task CheckRoutesAsync(Figures figures, JsonElement total)
    {
        JsonElement[] rows = Rows(await figures.AnswerAsync("/api/routes"));
        Assert.Equal(
            (Number(total, "requests"), Number(total, "errors"), Number(total, "cost_nano")),
            (rows.Sum(row => Number(row, "requests")), rows.Sum(row => Number(row, "errors")), rows.Sum(row => Number(row, "cost_nano"))));
        Assert.All(rows, row => Assert.Equal((Number(row, "requests"), Number(row, "fallbacks")), (Sum(row.GetProperty("over_time").GetProperty("requests")), Sum(row.GetProperty("over_time").GetProperty("fallbacks")))));
        JsonElement[] routes = Rows(await figures.AnswerAsync("/api/stats?by=route"));
        Assert.Equal(
            routes.Select(row => Said(row, [Number(row, "requests"), Number(row, "errors"), Number(row, "cost_nano")])).Order(StringComparer.Ordinal),
            rows.GroupBy(row => row.GetProperty("route").GetString()).Select(route => $"{route.Key}: {route.Sum(row => Number(row, "requests"))} {route.Sum(row => Number(row, "errors"))} {route.Sum(row => Number(row, "cost_nano"))}").Order(StringComparer.Ordinal));
    }

    /// <summary>By tier the same calls and costs as the statistics have, and what was asked for costs more by what they say was saved.</summary>
    private static async Task CheckRoutingAsync(Figures figures)
    {
        JsonElement routing = await figures.AnswerAsync("/api/routing");
        JsonElement[] stats = Rows(await figures.AnswerAsync("/api/stats?by=tier"));
        JsonElement[] tiers = [.. routing.GetProperty("tiers").EnumerateArray()];
        Assert.Equal(Number(routing, "undecided"), stats.Where(row => Key(row).Length == 0).Sum(row => Number(row, "requests")));
        Assert.Equal(Number(routing, "decided"), tiers.Sum(row => Number(row, "calls")));
        Assert.Equal(
            stats.Where(row => Key(row).Length > 0).Select(row => $"{Key(row)} {row.GetProperty("requests")} {row.GetProperty("cost_nano")}").Order(StringComparer.Ordinal),
            tiers.Select(row => $"{row.GetProperty("tier")} {row.GetProperty("calls")} {row.GetProperty("cost_nano")}").Order(StringComparer.Ordinal));
        foreach (var tier in tiers.Where(tier => tier.GetProperty("asked_nano").ValueKind == JsonValueKind.Number))
        {
            JsonElement row = stats.Single(row => Key(row) == tier.GetProperty("tier").GetString());
            Assert.Equal(Number(row, "routing_saved_nano") - Number(row, "fallback_nano"), Number(tier, "asked_nano") - Number(tier, "cost_nano"));
        }

        Assert.Equal(
            tiers.Select(row => (row.GetProperty("tier").GetString(), Number(row, "calls"))),
            routing.GetProperty("over_time").EnumerateArray().Select(row => (row.GetProperty("tier").GetString(), Sum(row.GetProperty("calls")))));
        foreach (var tier in tiers)
        {
            var reasons = routing.GetProperty("reasons").EnumerateArray().Where(row => row.GetProperty("tier").GetString() == tier.GetProperty("tier").GetString()).ToList();
            Assert.Equal((Number(tier, "calls"), Number(tier, "cost_nano")), (reasons.Sum(row => Number(row, "calls")), reasons.Sum(row => Nano(row, "cost_usd"))));
        }
    }

    private static async Task CheckDecisionsAsync(Figures figures)
    {
        JsonElement routing = await figures.AnswerAsync("/api/routing");
        List<JsonElement> calls = [];
        foreach (var call in await figures.AllAsync("/api/calls", "calls"))
        {
            calls.Add(await figures.AnswerAsync($"/api/calls/{call.GetProperty("id").GetString()}"));
        }

        var ran = calls.Where(call => Words.RunsModel(call.GetProperty("endpoint").GetString()!)).ToList();
        var decided = ran.Where(call => call.GetProperty("decision") is { ValueKind: JsonValueKind.Object } decision && decision.GetProperty("tier").ValueKind == JsonValueKind.String).ToList();
        Assert.Equal(
            decided.GroupBy(call => call.GetProperty("decision").GetProperty("tier").GetString()).Select(tier =>
                $"{tier.Key} {tier.Count()} {tier.Count(call => call.GetProperty("decision").GetProperty("acted").GetBoolean())} {tier.Count(call => Climbs(call).Any())} {tier.Sum(call => Number(call, "cost_nano"))}").Order(StringComparer.Ordinal),
            routing.GetProperty("tiers").EnumerateArray().Select(row =>
                $"{row.GetProperty("tier")} {row.GetProperty("calls")} {row.GetProperty("acted")} {row.GetProperty("escalated")} {Number(row, "cost_nano")}").Order(StringComparer.Ordinal));
        Assert.Equal(
            ran.SelectMany(Climbs).GroupBy(climb => climb.Way).Select(way => $"{way.Key} {way.Count()} {way.Sum(climb => climb.Nano)}").Order(StringComparer.Ordinal),
            routing.GetProperty("escalations").EnumerateArray().Select(row =>
                $"{row.GetProperty("from")} {row.GetProperty("to")} {row.GetProperty("trigger")} {row.GetProperty("calls")} {Nano(row, "lost_usd")}").Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string Way, long Nano)> Climbs(JsonElement call)
    {
        JsonElement[] attempts = [.. call.GetProperty("attempts").EnumerateArray()];
        return attempts.Zip(attempts.Skip(1)).Where(pair => pair.First.GetProperty("escalated").ValueKind == JsonValueKind.String)
            .Select(pair => ($"{Target(pair.First)} {Target(pair.Second)} {pair.First.GetProperty("escalated").GetString()}", Number(pair.First, "cost_nano")));

        static string Target(JsonElement attempt) => $"{attempt.GetProperty("provider").GetString()}/{attempt.GetProperty("model").GetString()}";
    }

    private static async Task CheckCallsAsync(Figures figures, JsonElement total, long others)
    {
        var calls = await figures.AllAsync("/api/calls", "calls");
        var ran = calls.Where(call => Words.RunsModel(call.GetProperty("endpoint").GetString()!)).ToList();
        Assert.Equal((Number(total, "requests"), others), (ran.Count, calls.Count - ran.Count));
        foreach (string name in new[] { "attempts", "unpriced", "tokens_in", "tokens_out", "cache_read_tokens", "cost_nano" })
        {
            Assert.Equal((name, Number(total, name)), (name, ran.Sum(call => Number(call, name))));
        }

        Assert.Equal(Number(total, "errors"), ran.Count(call => call.GetProperty("outcome").GetString() is "refused" or "failed"));
        foreach (var call in calls.Take(5))
        {
            JsonElement one = await figures.AnswerAsync($"/api/calls/{call.GetProperty("id").GetString()}");
            Assert.All(["cost_nano", "unpriced", "queue_ms", "total_ms"], name => Assert.Equal(call.GetProperty(name).GetRawText(), one.GetProperty(name).GetRawText()));
            Assert.Equal(Number(call, "cost_nano"), one.GetProperty("attempts").EnumerateArray().Sum(attempt => Number(attempt, "cost_nano")));
        }
    }

    /// <summary>The Node product knew days back from now, and no other time.</summary>
    private static async Task CheckTelemetryAsync(TempFolder folder, FakeTimeProvider clock)
    {
        Figures figures = new(folder, clock, "zone=Asia/Kolkata");
        JsonElement total = (await figures.AnswerAsync("/api/stats?since=3d")).GetProperty("total");
        JsonElement telemetry = await figures.AnswerAsync("/v1/telemetry/stats?days=3");
        JsonElement summary = telemetry.GetProperty("summary");
        Assert.Equal((Number(total, "requests"), total.GetProperty("cost_usd").GetRawText()), (Number(summary, "totalEvents"), summary.GetProperty("totalCostUsd").GetRawText()));
        Assert.Equal(Number(total, "requests"), telemetry.GetProperty("dailyCosts").EnumerateArray().Sum(day => Number(day, "requests")));
        Assert.Equal(Number(total, "cost_nano"), telemetry.GetProperty("byModel").EnumerateArray().Sum(model => Nano(model, "costUsd")));
        Assert.Equal(Number(total, "cost_nano"), telemetry.GetProperty("dailyCosts").EnumerateArray().Sum(day => Nano(day, "costUsd")));
        JsonElement savings = await figures.AnswerAsync("/v1/telemetry/savings?days=3");
        Assert.Equal((Number(total, "cache_saved_nano"), Number(total, "routing_saved_nano")), (Nano(savings, "cacheSavings"), Nano(savings, "routingSavings")));
    }

    private static void Trim(string database, FakeTimeProvider clock)
    {
        using SqliteConnection connection = LedgerFile.OpenForWriting(database);
        while (Retention.Trim(connection.Handle!, new Keeping(TimeSpan.FromHours(30.7), null), clock.GetUtcNow()) > 0)
        {
        }
    }

    private static JsonElement[] Rows(JsonElement answer) => [.. answer.GetProperty("rows").EnumerateArray()];

    private static string Key(JsonElement row) => row.GetProperty("key").GetString()!;

    private static string Said(JsonElement row, IEnumerable<long> numbers) => $"{(row.TryGetProperty("key", out var key) ? key : row.GetProperty("route"))}: {string.Join(' ', numbers)}";

    private static IEnumerable<string> Counted(IEnumerable<JsonElement> rows) => rows.Select(row => Said(row, [Number(row, "requests")])).Order(StringComparer.Ordinal);

    /// <summary>All that is summed, as it is written.</summary>
    private static string Sums(string key, JsonElement row) => $"{key}: {string.Join(' ', row.EnumerateObject()
        .SkipWhile(field => field.Name != "requests").TakeWhile(field => field.Name != "p99_ms").Select(field => field.Value.GetRawText()))}";

    private static long Number(JsonElement row, string name) => row.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : 0;

    private static long Nano(JsonElement row, string name) => row.GetProperty(name) is { ValueKind: JsonValueKind.Number } usd ? (long)(usd.GetDecimal() * 1_000_000_000m) : 0;

    private static long Sum(JsonElement numbers) => numbers.EnumerateArray().Sum(number => number.GetInt64());
}

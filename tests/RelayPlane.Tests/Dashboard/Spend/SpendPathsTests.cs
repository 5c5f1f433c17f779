using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Dashboard.Spend;
using RelayPlane.Dispatch;
using RelayPlane.Ledger;
using RelayPlane.Tests.Ledger;
using Xunit;
using static RelayPlane.Tests.Ledger.LedgerFixture;

namespace RelayPlane.Tests.Dashboard.Spend;

public sealed class SpendPathsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Entries.Noon);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_overview_says_what_was_spent_and_absorbed_and_how_the_gateway_is()
    {
        AttemptEntry refused = Entries.Attempt() with { Verdict = Verdict.Overloaded, HasContent = false, Usage = null, Quote = null };
        await WriteAsync(
            _folder.Database,
            Entries.Call("now", refused, Entries.Attempt(number: 2)) with { At = Entries.Noon.AddHours(-1), Queue = TimeSpan.FromSeconds(2) },
            Entries.Call("yesterday", Entries.Attempt()) with { At = Entries.Noon.AddHours(-20) },
            Entries.Call("count") with { At = Entries.Noon.AddHours(-2), Endpoint = "count_tokens" },
            Entries.Call("early", Entries.Attempt("mystery")) with { At = Entries.Noon.AddDays(-2) });

        JsonElement answer = await AnswerAsync("/api/summary?since=24h&zone=Etc/UTC");

        Assert.Equal((1, 177), (Number(answer, "today", "requests"), Number(answer, "today", "cost_nano")));
        Assert.Equal((3, 354, 1), (Number(answer, "week", "requests"), Number(answer, "month", "cost_nano"), Number(answer, "week", "unpriced")));
        Assert.Equal((2, 354, 1), (Number(answer, "total", "requests"), Number(answer, "total", "cost_nano"), Number(answer, "other_requests")));
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("before").GetProperty("cost_nano").ValueKind);
        Assert.Equal((1, 1, 1, 2000), (Number(answer, "absorbed", "calls"), Number(answer, "absorbed", "overloaded"), Number(answer, "absorbed", "waited_calls"), Number(answer, "absorbed", "waited_ms")));
        Assert.Equal((Entries.Noon.AddDays(-2), Entries.Noon.AddHours(-1)), (answer.GetProperty("first_call_at").GetDateTimeOffset(), answer.GetProperty("last_call_at").GetDateTimeOffset()));
        Assert.Equal((7, 3, 1), (Number(answer, "gateway", "calls"), Number(answer, "gateway", "open"), Number(answer, "ledger", "pending")));
        Assert.Equal((90.5, "1.2.3", "ok"), (answer.GetProperty("uptime_seconds").GetDouble(), answer.GetProperty("version").GetString(), answer.GetProperty("gateway").GetProperty("status").GetString()));
    }

    [Fact]
    public async Task An_empty_ledger_has_no_first_call_and_nothing_before()
    {
        JsonElement answer = await AnswerAsync("/api/summary");

        Assert.Equal(JsonValueKind.Null, answer.GetProperty("first_call_at").ValueKind);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("before").ValueKind);
        Assert.Equal(0, Number(answer, "total", "requests"));
    }

    [Fact]
    public async Task A_series_has_a_number_for_each_step_of_each_row_and_sums_the_rest()
    {
        await WriteAsync(_folder.Database, [.. Enumerable.Range(0, 4).Select(number => Entries.Call($"{number}", Entries.Attempt($"m{Math.Min(number, 2)}")) with { At = Entries.Noon.AddMinutes(-50 + number) })]);

        JsonElement answer = await AnswerAsync("/api/series?by=model&since=1h&most=1&zone=Etc/UTC");

        Assert.Equal((30, 120), (Number(answer, "step_seconds"), answer.GetProperty("starts").GetArrayLength()));
        JsonElement row = Assert.Single(answer.GetProperty("rows").EnumerateArray());
        Assert.Equal(("m2", 2, 120), (row.GetProperty("key").GetString(), Sum(row.GetProperty("requests")), row.GetProperty("cost_nano").GetArrayLength()));
        Assert.Equal((2, 2 * 177), (Sum(answer.GetProperty("rest").GetProperty("requests")), Sum(answer.GetProperty("rest").GetProperty("cost_nano"))));
    }

    [Fact]
    public async Task Latency_has_the_whole_and_each_step_in_milliseconds_and_tokens_a_second()
    {
        AttemptEntry attempt = Entries.Attempt() with { FirstByte = TimeSpan.FromMilliseconds(200) };
        await WriteAsync(_folder.Database, Entries.Call("a", attempt) with { At = Entries.Noon.AddMinutes(-5), Stream = true, FirstByte = TimeSpan.FromMilliseconds(250) });

        JsonElement answer = await AnswerAsync("/api/latency?by=provider&since=20m&zone=Etc/UTC");

        foreach (JsonElement row in answer.GetProperty("rows").EnumerateArray().Append(answer.GetProperty("all")))
        {
            Assert.Equal(250, row.GetProperty("first_token").GetProperty("whole").GetProperty("p50").GetDouble(), tolerance: 12.5);
            Assert.Equal(100, row.GetProperty("speed").GetProperty("whole").GetProperty("p99").GetDouble(), tolerance: 5);
            JsonElement bucket = Assert.Single(row.GetProperty("total").GetProperty("whole").GetProperty("buckets").EnumerateArray());
            Assert.InRange(800, bucket.GetProperty("from").GetDouble(), bucket.GetProperty("to").GetDouble());
            Assert.Single(row.GetProperty("total").GetProperty("p95").EnumerateArray(), step => step.ValueKind == JsonValueKind.Number);
            Assert.Equal(120, row.GetProperty("queue").GetProperty("p50").GetArrayLength());
        }
    }

    [Fact]
    public async Task Routes_say_where_calls_went_and_which_came_from_another_target()
    {
        await WriteAsync(
            _folder.Database,
            Entries.Call("a", Entries.Attempt()) with { At = Entries.Noon.AddMinutes(-5), Route = "cheap", Plan = "openai/gpt-5, anthropic/claude-haiku-4-5" },
            Entries.Call("b", Entries.Attempt()) with { At = Entries.Noon.AddMinutes(-4), Route = "cheap", Plan = "anthropic/claude-haiku-4-5" },
            Entries.Call("c", Entries.Attempt("mystery")) with { At = Entries.Noon.AddMinutes(-4) });

        JsonElement answer = await AnswerAsync("/api/routes?since=1h&zone=Etc/UTC");

        JsonElement[] rows = [.. answer.GetProperty("rows").EnumerateArray()];
        Assert.Equal(["cheap/claude-haiku-4-5", "/mystery"], rows.Select(row => $"{row.GetProperty("route").GetString()}/{row.GetProperty("model").GetString()}"));
        Assert.Equal((2, 1, 2 * 177), (Number(rows[0], "requests"), Number(rows[0], "fallbacks"), Number(rows[0], "cost_nano")));
        Assert.Equal((2, 1), (Sum(rows[0].GetProperty("over_time").GetProperty("requests")), Sum(rows[0].GetProperty("over_time").GetProperty("fallbacks"))));
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("cost_usd").ValueKind);
    }

    [Theory]
    [InlineData("/api/series?by=colour")]
    [InlineData("/api/latency?since=soon")]
    [InlineData("/api/routes?since=1h&until=2h")]
    [InlineData("/api/summary?zone=Nowhere")]
    public async Task What_cannot_be_read_is_told(string asked) => Assert.NotEmpty((await AnswerAsync(asked, 400)).GetProperty("error").GetProperty("message").GetString()!);

    private async Task<JsonElement> AnswerAsync(string asked, int status = 200)
    {
        GatewayState state = new("1.2.3", TimeSpan.FromSeconds(90.5), "ok", null, 3, 0, 7, 0, new(6, 1, 0, null));
        var answer = await Asked.GetAsync(new SpendPaths(_folder.Database, key => key, () => state).All, asked, _clock);
        Assert.Equal(status, answer.Status);
        return answer.Json;
    }

    private static double Number(JsonElement answer, params string[] path) => path.Aggregate(answer, (at, name) => at.GetProperty(name)).GetDouble();

    private static long Sum(JsonElement numbers) => numbers.EnumerateArray().Sum(number => number.GetInt64());
}

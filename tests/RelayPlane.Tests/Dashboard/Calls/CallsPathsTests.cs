using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Admission;
using RelayPlane.Dashboard.Calls;
using RelayPlane.Dispatch;
using RelayPlane.Ledger;
using RelayPlane.Tests.Ledger;
using RelayPlane.Tests.Ledger.Decisions;
using Xunit;

namespace RelayPlane.Tests.Dashboard.Calls;

public sealed class CallsPathsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Entries.Noon.AddMinutes(1));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_list_goes_on_where_its_next_says_and_a_filter_given_twice_takes_either()
    {
        await LedgerFixture.WriteAsync(_folder.Database, Call("a", 1, 429), Call("b", 2, 500), Call("c", 3, 200), Call("d", 4, 404));

        var first = (await GetAsync("/api/calls?status=4xx&status=500&limit=2")).Json;
        var second = (await GetAsync($"/api/calls?status=4xx&status=500&limit=2&cursor={first.GetProperty("next").GetString()}")).Json;

        Assert.Equal(["d", "b"], Ids(first));
        Assert.Equal(["a"], Ids(second));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        Assert.Equal("2026-11-24T11:54:00Z", first.GetProperty("looked_back_to").GetString());
    }

    [Fact]
    public async Task An_agent_is_found_by_its_key_and_by_the_name_that_it_was_given()
    {
        AgentNamesFile.Write(_folder.Home.AgentNamesPath, new Dictionary<string, string> { ["agent-1f"] = "planner" });
        await LedgerFixture.WriteAsync(_folder.Database, Call("old", 1) with { Agent = "agent-1f" }, Call("new", 2) with { Agent = "planner" }, Call("other", 3) with { Agent = "coder" });

        Assert.Equal(["new", "old"], Ids((await GetAsync("/api/calls?agent=planner")).Json));
        Assert.Equal(["new", "old"], Ids((await GetAsync("/api/calls?agent=agent-1f")).Json));
    }

    [Fact]
    public async Task Calls_are_chosen_by_the_tier_that_was_decided()
    {
        await LedgerFixture.WriteAsync(
            _folder.Database, Call("easy", 1) with { Decision = DecidedEntries.Decided("simple") }, Call("hard", 2) with { Decision = DecidedEntries.Decided("complex") }, Call("other", 3));

        var json = (await GetAsync("/api/calls?tier=simple&tier=moderate")).Json;
        Assert.Equal(["easy"], Ids(json));
        Assert.Equal("simple", json.GetProperty("calls")[0].GetProperty("tier").GetString());
    }

    [Theory]
    [InlineData("tier=easy", "tier is 'easy'; it may be simple, moderate, complex.")]
    [InlineData("status=abc", "status is 'abc'; it may be such as 429 or 4xx.")]
    [InlineData("outcome=fine", "outcome is 'fine'; it may be answered, refused, failed, cancelled.")]
    [InlineData("cursor=cost.1.2", "cursor is not the next of a page in this order.")]
    [InlineData("sort=size", "sort is 'size'; it may be newest, oldest, cost, duration.")]
    public async Task What_cannot_be_read_is_said(string query, string problem)
    {
        var asked = await GetAsync($"/api/calls?{query}");

        Assert.Equal((400, problem), (asked.Status, asked.Problem));
    }

    [Fact]
    public async Task A_call_is_explained_as_the_verb_explains_it()
    {
        var call = Call("abc", 1) with { Attempts = [Entries.Attempt()] };
        await LedgerFixture.WriteAsync(_folder.Database, call);

        Assert.Equal(CallAnswer.Of(call).Write(explained: true), (await GetAsync("/api/calls/AB-C")).Body);
    }

    [Fact]
    public async Task An_unknown_call_is_missing_and_says_where_ids_come_from()
    {
        var asked = await GetAsync("/api/calls/nope");

        Assert.Equal(404, asked.Status);
        Assert.Contains("x-relayplane-call-id", asked.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_from_outside_are_plain_json()
    {
        var hostile = "<script>alert('\u2028')</script>\"\\";
        await LedgerFixture.WriteAsync(_folder.Database, Call("a", 1) with { Agent = hostile, Session = hostile, Error = hostile });

        var asked = await GetAsync("/api/calls");

        Assert.DoesNotContain("<script", asked.Body, StringComparison.Ordinal);
        Assert.Equal(hostile, asked.Json.GetProperty("calls")[0].GetProperty("agent").GetString());
    }

    [Fact]
    public async Task The_file_holds_the_same_calls_and_no_formula()
    {
        await LedgerFixture.WriteAsync(_folder.Database, Call("a", 1) with { Agent = "=HYPERLINK(\"x\")", Client = "@SUM(1)", Session = "+1", Route = "-1", Error = "\tx\ny" }, Call("b", 2, 500));

        var asked = await GetAsync("/api/calls.csv?status=200&limit=1");

        Assert.Equal("attachment; filename=relayplane-calls-2026-11-24.csv", asked.Headers.ContentDisposition);
        Assert.StartsWith("id,at,api,endpoint,stream,model_requested,model,provider,client,agent,session,route,status,", asked.Body, StringComparison.Ordinal);
        Assert.Contains("\r\na,2026-11-24T11:53:00.000Z,anthropic,messages,false,,,,'@SUM(1),\"'=HYPERLINK(\"\"x\"\")\",'+1,'-1,200,answered,\"'\tx\ny\",", asked.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("\r\nb,", asked.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_are_what_providers_refused_or_broke_off_the_newest_first()
    {
        AttemptEntry Tried(int number, Verdict verdict, string? error) => Entries.Attempt(number: number) with { Verdict = verdict, Error = error, RequestId = $"req_{number}" };
        await LedgerFixture.WriteAsync(
            _folder.Database,
            Call("a", 1) with { Attempts = [Tried(1, Verdict.RateLimited, "slow down"), Tried(2, Verdict.Overloaded, "busy"), Tried(3, Verdict.Answered, null)] },
            Call("b", 2) with { Attempts = [Tried(1, Verdict.Cancelled, null)] });

        var errors = (await GetAsync("/api/errors")).Json.GetProperty("errors");

        Assert.Equal(["overloaded busy req_2 a", "rate_limited slow down req_1 a"], errors.EnumerateArray().Select(error => $"{error.GetProperty("verdict")} {error.GetProperty("error")} {error.GetProperty("request_id")} {error.GetProperty("call")}"));
    }

    private static CallEntry Call(string id, int number, int status = 200) => Entries.Call(id) with { At = Entries.Noon.AddMinutes(number - 8), Status = status };

    private static IEnumerable<string?> Ids(JsonElement answer) => answer.GetProperty("calls").EnumerateArray().Select(call => call.GetProperty("id").GetString());

    private Task<Asked> GetAsync(string path) => Asked.GetAsync(new CallsPaths(_folder.Database, new AgentNames(_folder.Home.AgentNamesPath, _clock)).All, path, _clock);
}

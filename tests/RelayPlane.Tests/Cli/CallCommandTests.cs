using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Cli;
using RelayPlane.Dispatch;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Content;
using RelayPlane.Metering;
using RelayPlane.Tests.Ledger;
using RelayPlane.Tests.Ledger.Content;
using Xunit;

namespace RelayPlane.Tests.Cli;

public sealed class CallCommandTests : IDisposable
{
    private const string Id = "019b1c2d3e4f7000a000000000000001";
    private const string Basis = """{"provider":"anthropic","model":"claude-haiku-4-5","effective_from":"2026-03-13","input_tokens_gt":200000,"rates":{"input":3,"output":15},"times":{"service_tier=batch":0.5},"source":"price list","table":"2026-11-20"}""";

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Entries.Noon.AddMinutes(1));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_tells_the_whole_course_and_the_sum_to_the_nano_dollar()
    {
        await WriteAsync(Explained());

        var (code, text) = Run(Id);

        Assert.Equal(0, code);
        Assert.Equal(
            $$"""
            {{Id}}  POST /v1/messages, streamed

            when      2026-11-24 12:00:00.000 +00:00
            who       agent coder, called by planner, client laptop, session s-1
            asked for fast
            plan      openai/gpt-5, anthropic/claude-haiku-4-5
            route     fast
            because   the route 'fast'
            ended     answered, status 200, 10 bytes in, 2,000 bytes out
            took      4.20 s, the first byte after 3.00 s; 1.50 s in the queue for the limit of requests per minute, 2.00 s in 2 attempts, 700 ms between them
            dropped   top_k
            budget    daily at 80 %
            cost      $0.0219

            Attempt 1: openai gpt-5, key main → overloaded 529
              time  500 ms in all; request id req_1
              error busy
              used  nothing
              cost  nothing was used, so nothing is to be paid

            Attempt 2: anthropic claude-haiku-4-5 → answered 200
              time  first byte after 400 ms, 1.50 s in all; the provider says it was claude-haiku-4-5-20251001
              used  12,000 input, 520 output tokens (of them 20 reasoning)
              rates of anthropic claude-haiku-4-5, for more than 200,000 tokens in, since 2026-03-13, price list, table of 2026-11-20
                    12,000 input  × $3.00 / M  = $0.036
                       520 output × $15.00 / M = $0.0078
                    tokens × 0.5 for service_tier=batch
              cost  $0.0219, as recorded.

            """,
            text, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task An_agent_goes_by_the_name_that_it_was_given_since()
    {
        await WriteAsync(Explained());
        await File.WriteAllTextAsync(_folder.Home.AgentNamesPath, """{"coder":"writer"}""", TestContext.Current.CancellationToken);

        Assert.Contains("who       agent writer, called by planner", Run(Id).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cost_that_its_rates_do_not_bear_out_is_said_loudly()
    {
        var call = Explained();
        await WriteAsync(call with { Attempts = [call.Attempts[1] with { Number = 1, Quote = new(PriceStatus.Priced, new Money(1), "anthropic", "claude-haiku-4-5", Basis) }] });

        var (_, text) = Run(Id);

        Assert.Contains("$0.0219 by these rates, but $0.000000001 is recorded: THE TWO DO NOT MATCH.", text, StringComparison.Ordinal);
        Assert.False(Attempt(Run(Id, "--json").Text).GetProperty("arithmetic").GetProperty("matches").GetBoolean());
    }

    [Fact]
    public async Task An_attempt_of_unknown_price_says_that_it_is_in_no_sum()
    {
        await WriteAsync(Entries.Call(Id, Entries.Attempt("mystery")));

        Assert.Contains("unpriced", Run("last").Text, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, Attempt(Run("last", "--json").Text).GetProperty("cost_nano").ValueKind);
    }

    [Fact]
    public async Task Json_has_the_terms_of_the_sum()
    {
        await WriteAsync(Explained());

        var json = JsonDocument.Parse(Run(Id, "--json").Text).RootElement;
        var sum = json.GetProperty("attempts")[1].GetProperty("arithmetic");

        Assert.Equal(21_900_000, json.GetProperty("cost_nano").GetInt64());
        Assert.Equal([0.036m, 0.0078m], sum.GetProperty("terms").EnumerateArray().Select(term => term.GetProperty("usd").GetDecimal()));
        Assert.Equal(0.5m, sum.GetProperty("times").GetProperty("service_tier=batch").GetDecimal());
        Assert.True(sum.GetProperty("matches").GetBoolean());
    }

    [Theory]
    [InlineData("019b1c2d3e4f7000a000000000000001")]
    [InlineData("019b1c2d3e4f")]
    [InlineData("019B1C2D-3E4F-7000-A000-000000000001")]
    [InlineData("last")]
    public async Task A_call_is_found_by_what_is_known_of_its_id(string text)
    {
        await WriteAsync(Entries.Call("019a000000007000a000000000000000", Entries.Attempt()), Entries.Call(Id, Entries.Attempt()));

        Assert.StartsWith(Id, Run(text).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_beginning_that_several_share_lists_them()
    {
        await WriteAsync(Entries.Call("0aa1", Entries.Attempt()), Entries.Call("0aa2", Entries.Attempt("gpt-5")));

        var (code, text) = Run("0aa");

        Assert.Equal(1, code);
        Assert.Contains("2 calls begin with '0aa'", text, StringComparison.Ordinal);
        Assert.Contains("  0aa2  2026-11-24 12:00:00Z  –  gpt-5", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_id_shows_the_nearest_and_where_ids_are()
    {
        await WriteAsync(Entries.Call("0aa1", Entries.Attempt()));

        var (code, text) = Run("0ab");

        Assert.Equal(1, code);
        Assert.Contains("No call has the id '0ab'.", text, StringComparison.Ordinal);
        Assert.Contains("0aa1", text, StringComparison.Ordinal);
        Assert.Contains("x-relayplane-call-id", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_is_what_was_sent_and_answered_harmless_to_a_terminal()
    {
        await WriteAsync(Explained());
        Assert.Equal((1, true), (Run(Id, "--content").Code, Run(Id, "--content").Text.Contains("ledger.storeContent", StringComparison.Ordinal)));
        await using (var content = new ContentLedger(_folder.Home.ContentPath, _folder.Database, TimeProvider.System))
        {
            content.Keep(Captures.Of(content.Room, Id, request: "{\n\t\"a\": 1\n}", reply: "hi \u001b[2J"));
        }

        var (code, text) = Run(Id, "--content");

        Assert.Equal(0, code);
        Assert.Equal(
            """
            Sent
              accept: */*

            {
                "a": 1
            }

            Answered
              content-type: application/json

            hi ?[2J

            """,
            text, ignoreLineEndingDifferences: true);
        Assert.Equal("hi \u001b[2J", JsonDocument.Parse(Run(Id, "--content", "--json").Text).RootElement.GetProperty("reply").GetString());
    }

    [Fact]
    public void Before_the_first_call_there_is_no_last()
    {
        Assert.Equal((1, "No call has been recorded yet."), (Run("last").Code, Run("last").Text.TrimEnd()));
    }

    private Task<LedgerHealth> WriteAsync(params CallEntry[] calls) => LedgerFixture.WriteAsync(_folder.Database, calls);

    private (int Code, string Text) Run(params string[] args)
    {
        var text = new StringWriter();
        var code = CallCommand.Create(() => _folder.Home, _clock).Parse(args).Invoke(new InvocationConfiguration { Output = text, Error = text });
        return (code, text.ToString());
    }

    private static JsonElement Attempt(string json) => JsonDocument.Parse(json).RootElement.GetProperty("attempts")[0];

    private static CallEntry Explained() => Entries.Call(
        Id,
        Entries.Attempt("gpt-5") with
        {
            Provider = "openai", Key = "main", Verdict = Verdict.Overloaded, Status = 529, RequestId = "req_1", Total = TimeSpan.FromMilliseconds(500), Error = "busy",
            HasContent = false, Usage = null, Quote = Quote.None,
        },
        Entries.Attempt(number: 2) with
        {
            ModelReturned = "claude-haiku-4-5-20251001", FirstByte = TimeSpan.FromMilliseconds(400), Total = TimeSpan.FromSeconds(1.5),
            Usage = new TokenUsage(12_000, 0, 0, 0, 520, 20), Quote = new(PriceStatus.Priced, new Money(21_900_000), "anthropic", "claude-haiku-4-5", Basis),
        }) with
    {
        Stream = true, ModelRequested = "fast", Plan = "openai/gpt-5, anthropic/claude-haiku-4-5", Route = "fast", Reason = "the route 'fast'",
        Agent = "coder", ParentAgent = "planner", Client = "laptop", Session = "s-1", Queue = TimeSpan.FromSeconds(1.5), WaitedFor = "Requests",
        FirstByte = TimeSpan.FromSeconds(3), Total = TimeSpan.FromSeconds(4.2), BytesIn = 10, BytesOut = 2000, Dropped = "top_k", Budget = "daily at 80 %",
    };
}

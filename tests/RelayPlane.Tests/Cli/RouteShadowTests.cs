using Microsoft.Extensions.Time.Testing;
using RelayPlane.Cli;
using RelayPlane.Config;
using RelayPlane.Ledger.Content;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Metering;
using RelayPlane.Replay.Calibrating;
using RelayPlane.Tests.Ledger;
using RelayPlane.Tests.Ledger.Content;
using RelayPlane.Tests.Replay;
using Xunit;

namespace RelayPlane.Tests.Cli;

/// <summary><c>route calibrate --shadow</c> as a person runs it, with a gateway that is played.</summary>
public sealed class RouteShadowTests : IDisposable
{
    private const string Recorded = "The recorded answer.";

    private readonly CliRun _cli = new();

    private Home Home => RelayPlane.Config.Home.Find(_cli.Environment);

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task What_it_will_cost_and_who_sees_the_prompts_is_said_first_and_what_it_cost_at_the_end()
    {
        await RecordAsync(3);
        await using FakeShadowGateway gateway = new(Home);

        Assert.Equal(0, Run());

        Assert.Contains("asks 3 calls again and has claude-opus-4-6 judge each twice: 9 calls, at most about $0.", _cli.Output);
        Assert.Contains("Their recorded prompts go to anthropic/claude-haiku-4-5 and claude-opus-4-6.", _cli.Output);
        var spent = 3 * (Pasts.Cost(Pasts.Haiku, new TokenUsage(1_000, 0, 0, 0, 200, 0), Pasts.Noon).NanoUsd + (2 * Pasts.Cost(Pasts.Opus, new TokenUsage(1_000, 0, 0, 0, 1, 0), Pasts.Noon).NanoUsd));
        Assert.Contains($"3 of 3 calls asked again: 3 good (3 of them no better than the other answer), 0 bad. {StatsText.Amount(new Money(spent))} spent of $5.00.", _cli.Output);
    }

    [Fact]
    public async Task It_counts_what_it_spent_and_not_what_it_might_have()
    {
        await RecordAsync(8);
        await using FakeShadowGateway gateway = new(Home);

        // About $0.012 each, at most $0.06.
        Assert.Equal(0, Run("--max-usd", "0.1"));

        Assert.Matches("Stopped there: the next might cost over the \\$0.100 of --max-usd", _cli.Output);
        Assert.InRange(gateway.Asked.Count, 9, 21);
    }

    [Fact]
    public async Task A_judge_is_asked_for_little()
    {
        await RecordAsync(1);
        await using FakeShadowGateway gateway = new(Home);
        Run();
        Assert.All(gateway.Asked.Skip(1), judged => Assert.Contains($"\"max_completion_tokens\":{JudgePrompt.MostOutput}", judged.Body));
        Assert.All(gateway.Asked, asked => Assert.Contains("x-relayplane-deadline-ms: 60000", asked.Head));
    }

    [Fact]
    public async Task A_dry_run_says_what_it_would_do_and_sends_nothing()
    {
        var calls = await RecordAsync(3);
        await using FakeShadowGateway gateway = new(Home);

        Assert.Equal(0, Run("--dry-run"));

        Assert.Contains("would ask 3 calls again", _cli.Output);
        Assert.Contains("Nothing is sent.", _cli.Output);
        Assert.Empty(gateway.Asked);
        Assert.All(calls, call => Assert.Null(new Labels(Home.DatabasePath).Find(call)));
    }

    [Theory]
    [InlineData("A", "said another answer was better when their order was swapped")]
    [InlineData("Both are good", "said neither A, B nor T, but 'Both are good'")]
    [InlineData("bad", "said neither A, B nor T, but 'bad'")]
    [InlineData("X", "said neither A, B nor T, but 'X'")]
    public async Task A_judge_that_says_the_same_to_everything_is_found_out_after_ten_calls(string says, string why)
    {
        await RecordAsync(12);
        await using FakeShadowGateway gateway = new(Home) { Judge = _ => says };

        Assert.Equal(1, Run());

        Assert.Contains("more than half of what claude-opus-4-6 said is no judgement", _cli.Error);
        Assert.Contains($"Without a label: 10, of which the judge {why}", _cli.Output);
        Assert.Equal(30, gateway.Asked.Count);
        Assert.DoesNotContain(new PastCalls(Home.DatabasePath).Read(Pasts.Noon, Pasts.Noon.AddDays(1)), call => call.Label is not null);
    }

    [Fact]
    public async Task A_judge_that_turned_out_to_be_broken_has_its_labels_taken_back()
    {
        await RecordAsync(12);
        var asked = 0;
        await using FakeShadowGateway gateway = new(Home) { Judge = _ => asked++ < 8 ? "T" : "A" };

        Assert.Equal(1, Run());

        Assert.Equal(30, gateway.Asked.Count);
        Assert.DoesNotContain(new PastCalls(Home.DatabasePath).Read(Pasts.Noon, Pasts.Noon.AddDays(1)), call => call.Label is not null);
    }

    [Fact]
    public async Task A_judge_that_prefers_one_answer_wherever_it_stands_is_believed()
    {
        await RecordAsync(12);
        await using FakeShadowGateway gateway = new(Home) { Judge = prompt => prompt.IndexOf(Recorded, StringComparison.Ordinal) < prompt.IndexOf("Another answer.", StringComparison.Ordinal) ? "\"A.\"" : "b" };

        Assert.Equal(0, Run());

        Assert.Contains("12 of 12 calls asked again: 0 good, 12 bad.", _cli.Output);
        Assert.Contains("10 of 12 asked again, $0.", _cli.Error);
        Assert.Equal(12, new PastCalls(Home.DatabasePath).Read(Pasts.Noon, Pasts.Noon.AddDays(1)).Count(call => call.Label == false));
    }

    [Fact]
    public async Task A_judge_that_is_down_is_named_after_three_calls()
    {
        await RecordAsync(12);
        await using FakeShadowGateway gateway = new(Home) { JudgeStatus = 503 };

        Assert.Equal(1, Run());

        Assert.Contains("broke off after 3 failures one after the other. The judge claude-opus-4-6 did not answer: 503, The provider is down.", _cli.Error);
        Assert.Contains("3 of 12 calls asked again: 0 good", _cli.Output);
        Assert.Equal(6, gateway.Asked.Count);
    }

    [Fact]
    public async Task A_model_that_is_down_is_named_after_three_calls()
    {
        await RecordAsync(12);
        await using FakeShadowGateway gateway = new(Home) { Status = 529 };

        Assert.Equal(1, Run());

        Assert.Contains("anthropic/claude-haiku-4-5 did not answer: 529, The provider is down.", _cli.Error);
        Assert.Equal(3, gateway.Asked.Count);
    }

    [Fact]
    public async Task Only_what_has_no_price_is_named()
    {
        await RecordAsync(2);
        await using FakeShadowGateway gateway = new(Home);

        Assert.Equal(2, Run("--judge", "judge/unpriced"));

        Assert.Contains("No price is known for judge/unpriced, so", _cli.Error);
        Assert.Empty(gateway.Asked);
    }

    [Fact]
    public async Task Without_a_call_to_ask_again_it_says_which_would_do()
    {
        await RecordAsync(0);
        Assert.Equal(0, Run());
        Assert.Contains("No recorded call of the last 30 days can be asked again", _cli.Output);
    }

    [Theory]
    [InlineData("A shadow run needs --judge MODEL and --max-usd X.", "--shadow", "5")]
    [InlineData("A shadow run needs --judge MODEL and --max-usd X.", "--shadow", "5", "--judge", "claude-opus-4-6")]
    [InlineData("A shadow run needs --judge MODEL and --max-usd X.", "--shadow", "5", "--max-usd", "5")]
    [InlineData("--judge, --max-usd and --client belong to a shadow run: add --shadow N.", "--judge", "claude-opus-4-6", "--max-usd", "5")]
    public void Options_that_do_not_go_together_are_bad_usage(string says, params string[] args) =>
        Assert.Equal(says, Assert.Single(RouteCommand.Create(TimeProvider.System, environment: _cli.Environment).Parse(["calibrate", .. args]).Errors).Message);

    private int Run(params string[] more)
    {
        List<string> args = ["calibrate", "--shadow", "100"];
        foreach (var (option, value) in new[] { ("--judge", "claude-opus-4-6"), ("--max-usd", "5") })
        {
            args.AddRange(more.Contains(option) ? [] : [option, value]);
        }

        return _cli.Run(RouteCommand.Create(new FakeTimeProvider(Pasts.Noon.AddDays(1)), environment: _cli.Environment), [.. args, .. more]);
    }

    /// <summary>Calls of as many conversations that routing would have had another model answer.</summary>
    private async Task<IReadOnlyList<string>> RecordAsync(int count)
    {
        Directory.CreateDirectory(_cli.Home);
        File.WriteAllText(_cli.ConfigPath, """{ "ledger": { "storeContent": true } }""");
        PastCall[] calls = [.. Enumerable.Range(0, count).Select(i => Pasts.Shadowed(Pasts.Haiku, new TokenUsage(1_000, 0, 0, 0, 200, 0), Pasts.Noon.AddSeconds(i), Pasts.Seen((ulong)i)).Call)];
        await LedgerFixture.WriteAsync(Home.DatabasePath, [.. calls.Select(Pasts.Entry)]);
        await using var content = new ContentLedger(Home.ContentPath, Home.DatabasePath, TimeProvider.System);
        foreach (var call in calls)
        {
            content.Keep(Captures.Of(content.Room, call.Id, call.At, reply: $$"""{"content":[{"type":"text","text":"{{Recorded}}"}]}"""));
        }

        return [.. calls.Select(call => call.Id)];
    }
}

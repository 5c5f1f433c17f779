using System.Text;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Cli;
using RelayPlane.Config;
using RelayPlane.Ledger;
using RelayPlane.Routing.Deciding;
using RelayPlane.Routing.Scoring;
using RelayPlane.Tests.Ledger;
using RelayPlane.Tests.Replay;
using Xunit;

namespace RelayPlane.Tests.Cli;

/// <summary><c>route explain CALL-ID</c>: a call that was made, from what is recorded of it.</summary>
public sealed class RouteExplainMadeTests
{
    private const string Id = "0193a0b0000070008000000000000001";

    [Fact]
    public async Task What_moved_the_score_is_told_from_what_the_ledger_keeps()
    {
        using var run = new CliRun();
        await RecordAsync(run, Scored(Scorer.Trained.Version));
        Assert.Contains("moved by   above zero speaks for a dearer model", run.Output, StringComparison.Ordinal);
        Assert.Matches("(?m)^ +[+-]0\\.[0-9]{3}  [a-z]", run.Output);
        Assert.Contains("values     simple ", run.Output, StringComparison.Ordinal);
        Assert.Contains("quality less 0.38 × cost", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void They_are_the_reasons_that_the_text_itself_has()
    {
        var call = Body();
        var look = call.Look;
        var told = CallScore.Of(call).Reasons.ToDictionary(reason => reason.Name, reason => reason.Weight);
        var made = MadeScore.Of(Entries.Call(Id) with { Decision = Scored(look.Classifier) }, GatewayConfig.Default, Learned.Nothing)!;
        var both = made.Reasons.Where(reason => told.ContainsKey(reason.Name)).ToList();
        Assert.NotEmpty(both);
        Assert.All(both, reason => Assert.Equal(told[reason.Name], reason.Weight));
    }

    [Fact]
    public async Task Where_other_weights_scored_it_that_is_said()
    {
        using var run = new CliRun();
        await RecordAsync(run, Scored("older"));
        Assert.Contains("moved by   that cannot be told: it was not scored by today's weights", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("values", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_no_routing_might_move_says_so()
    {
        using var run = new CliRun();
        await RecordAsync(run, Scored("older") with { Tier = null, Pinned = true });
        Assert.Contains("decision   none: no routing might move it: it had x-relayplane-bypass", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_a_cascade_began_says_so()
    {
        using var run = new CliRun();
        await RecordAsync(run, Scored("older") with { Tier = null }, "cascade:claude-haiku-4-5");
        Assert.Contains("decision   none by a score: the cascade began with the first of the plan", run.Output, StringComparison.Ordinal);
    }

    private static RelayPlane.Routing.Call Body()
    {
        const string text = """{ "model": "claude-opus-4-6", "max_tokens": 5, "messages": [{ "role": "user", "content": "Prove that the sum of two even numbers is even, in steps, and write the proof as code." }] }""";
        Assert.True(ExplainedCall.Of(Encoding.UTF8.GetBytes(text), string.Empty, [], Entries.Noon).TryGet(out var call, out _));
        return call;
    }

    private static DecisionEntry Scored(string classifier)
    {
        var look = Body().Look;
        return Pasts.Seen() with
        {
            Classifier = classifier, Features = look.Features, Simple = look.Heads.Simple, Moderate = look.Heads.Moderate, Complex = look.Heads.Complex,
            Tier = "simple", Chosen = "anthropic/claude-haiku-4-5", Asked = "anthropic/claude-opus-4-6", Reason = "complexity:simple", Acted = true,
        };
    }

    private static async Task RecordAsync(CliRun run, DecisionEntry decision, string? reason = null)
    {
        Directory.CreateDirectory(run.Home);
        await LedgerFixture.WriteAsync(Path.Combine(run.Home, "data.db"), [Entries.Call(Id) with { Decision = decision, Reason = reason ?? decision.Reason }]);
        Assert.Equal(0, run.Run(RouteExplain.Create(run.Environment, new FakeTimeProvider(Entries.Noon)), Id));
    }
}

using RelayPlane.Admission;
using RelayPlane.Admission.Sizes;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Routing;
using RelayPlane.Tests.Config;
using RelayPlane.Tests.Hosting;
using RelayPlane.Tests.Routing;
using Xunit;

namespace RelayPlane.Tests.Admission.Sizes;

public sealed class SizeLimitsTests
{
    private const string Small = """{"model":"claude-sonnet-4-5","max_tokens":100,"messages":[{"role":"user","content":"hi"}]}""";

    [Fact]
    public void A_call_within_its_limits_is_let_by_as_it_is() =>
        Assert.Same(Admitted("""{ "limits": { "maxInputTokens": 1000, "maxOutputTokens": 100, "maxCostUsd": 1 } }""", Small).Plan.Targets, s_planned);

    [Fact]
    public void A_prompt_that_is_too_long_is_refused_with_the_limit_its_place_and_the_estimate()
    {
        var refusal = Refused("""{ "limits": { "maxInputTokens": 1000 } }""", Large());
        Assert.Equal((RefusalKind.InvalidRequest, false), (refusal.Kind, refusal.ShouldRetry));
        Assert.Matches(@"^This call has about 10,0\d\d input tokens, and limits\.maxInputTokens in the gateway's config allows 1,000\. Send less, or raise the limit\.$", refusal.Message);
    }

    [Fact]
    public void Output_beyond_the_limit_is_refused_or_clamped_as_the_action_says()
    {
        Assert.Contains("routes.r.limits.maxOutputTokens", Refused("""{ "routes": { "r": { "match": { "model": "*" }, "limits": { "maxOutputTokens": 50 } } } }""", Small).Message, StringComparison.Ordinal);
        var clamped = Admitted("""{ "limits": { "maxOutputTokens": 50, "action": "clamp" } }""", Small);
        Assert.Equal(50, clamped.Call.Facts.MaxOutput);
        Assert.Equal("output limited to 50 tokens by limits.maxOutputTokens", Assert.Single(clamped.Says, said => said.Key == "x-relayplane-budget").Value);
    }

    [Fact]
    public void A_call_that_may_cost_too_much_where_it_may_climb_to_stays_where_it_begins()
    {
        const string config = """{ "limits": { "maxCostUsd": 0.001 } }""";
        var call = Calls.Scanned(Api.Anthropic, Endpoint.Messages, """{"model":"claude-haiku-4-5","max_tokens":100,"messages":[{"role":"user","content":"hi"}]}""");
        var (plan, dear) = (Routers.Plan(config, call), Routers.Plan(config, Calls.Of(model: "claude-opus-4-5")).Targets[0]);
        var asking = new Asking(call, new Attribution(null, null, null, null), plan with { Ladder = new Ladder([plan.Targets[0], dear], EscalateOn.Refusal, 1, HoldsStreams: true) }, _ => plan);
        Assert.True(new SizeLimits(SizeRules.From(Setup.Config(config)), TestBooks.Prices, new Calibration()).Judge(asking).TryGet(out var admitted, out var refusal), refusal?.Message);
        Assert.Null(admitted.Plan.Ladder);
    }

    [Fact]
    public void A_call_that_sets_no_limit_gets_the_one_of_the_config()
    {
        var clamped = Admitted("""{ "limits": { "maxOutputTokens": 50 } }""", """{"model":"gpt-4o","messages":[]}""", Api.OpenAI, Endpoint.ChatCompletions);
        Assert.Equal(50, clamped.Call.Facts.MaxOutput);
    }

    [Fact]
    public void The_strictest_of_route_client_model_and_all_counts()
    {
        const string config = """
            { "limits": { "maxOutputTokens": 90 }, "routes": { "r": { "match": { "model": "*" }, "limits": { "maxOutputTokens": 80 } } },
              "clients": [{ "name": "ci", "key": "env:CI", "limits": { "maxOutputTokens": 70 } }],
              "models": { "claude-sonnet-4-5": { "limits": { "maxOutputTokens": 95 } } } }
            """;
        Assert.Contains("clients[0].limits.maxOutputTokens", Refused(config, Small, client: "ci").Message, StringComparison.Ordinal);
        Assert.Contains("routes.r.limits.maxOutputTokens", Refused(config, Small, client: "other").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_call_goes_to_the_model_that_is_named_and_says_so()
    {
        var moved = Admitted("""{ "limits": { "maxInputTokens": 1000, "action": "reroute", "rerouteTo": "google/gemini-2.5-flash" } }""", Large());
        Assert.Equal("google/gemini-2.5-flash", moved.Plan.Chain());
        Assert.StartsWith("sent to google/gemini-2.5-flash by limits.maxInputTokens (about 10,0", Assert.Single(moved.Says).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_costs_too_much_is_refused_and_clamped_to_what_is_left()
    {
        const string costly = """{"model":"claude-sonnet-4-5","max_tokens":60000,"messages":[{"role":"user","content":"hi"}]}""";
        Assert.Matches(@"could cost up to \$0\.9\d .* limits\.maxCostUsd in the gateway's config allows \$0\.15", Refused("""{ "limits": { "maxCostUsd": 0.15 } }""", costly).Message);
        var clamped = Admitted("""{ "limits": { "maxCostUsd": 0.15, "action": "clamp" } }""", costly);
        var worst = WorstCase.Of(clamped.Call, clamped.Plan.Targets, clamped.Classes, TestBooks.Prices, new Calibration());
        Assert.InRange(worst.Cost!.Value.Usd, 0.149m, 0.15m);
    }

    [Fact]
    public void A_prompt_that_alone_costs_too_much_cannot_be_clamped() =>
        Assert.Contains("could cost", Refused("""{ "limits": { "maxCostUsd": 0.001, "action": "clamp" } }""", Large()).Message, StringComparison.Ordinal);

    [Fact]
    public void A_model_without_a_price_is_let_by_aloud_unless_the_budget_blocks_it()
    {
        const string unknown = """{"model":"claude-unheard-of-99","max_tokens":10,"messages":[]}""";
        Assert.Contains("no price is known", Assert.Single(Admitted("""{ "limits": { "maxCostUsd": 1 } }""", unknown).Says).Value, StringComparison.Ordinal);
        Assert.Contains("budget.unpriced", Refused("""{ "limits": { "maxCostUsd": 1 }, "budget": { "unpriced": "block" } }""", unknown).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_count_of_tokens_is_never_too_large() =>
        Assert.Empty(Admitted("""{ "limits": { "maxInputTokens": 1 } }""", """{"model":"claude-sonnet-4-5","messages":[{"role":"user","content":"hello there"}]}""", endpoint: Endpoint.CountTokens).Says);

    private static readonly IReadOnlyList<Target> s_planned = Routers.Plan("{}", Calls.Scanned(Api.Anthropic, Endpoint.Messages, Small)).Targets;

    private static string Large() => $$"""{"model":"claude-sonnet-4-5","max_tokens":100,"messages":[{"role":"user","content":"{{new string('x', 40_000)}}"}]}""";

    private static Asking Admitted(string config, string body, Api api = Api.Anthropic, Endpoint endpoint = Endpoint.Messages)
    {
        Assert.True(Judge(config, body, api, endpoint, null).TryGet(out var asking, out var refusal), refusal?.Message);
        return asking;
    }

    private static Refusal Refused(string config, string body, string? client = null)
    {
        Assert.False(Judge(config, body, Api.Anthropic, Endpoint.Messages, client).TryGet(out _, out var refusal));
        return refusal;
    }

    private static OrRefusal<Asking> Judge(string config, string body, Api api, Endpoint endpoint, string? client)
    {
        var call = Calls.Scanned(api, endpoint, body);
        var router = Routers.Of(config);
        var plan = body == Small && !config.Contains("routes", StringComparison.Ordinal) ? new Plan(s_planned, "home") : Routers.Plan(config, call);
        var limits = new SizeLimits(SizeRules.From(Setup.Config(config)), TestBooks.Prices, new Calibration());
        return limits.Judge(new Asking(call, new Attribution(client, null, null, null), plan, model => router.Plan(call, default, model)));
    }
}

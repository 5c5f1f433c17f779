using System.Text;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Admission;
using RelayPlane.Admission.Budgets;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Ledger;
using RelayPlane.Metering;
using RelayPlane.Routing;
using RelayPlane.Tests.Config;
using RelayPlane.Tests.Hosting;
using RelayPlane.Tests.Ledger;
using RelayPlane.Tests.Routing;
using Xunit;

namespace RelayPlane.Tests.Admission.Budgets;

public sealed class BudgetGateTests
{
    private const string Opus = "claude-opus-4-5";
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 12, 0, 30, TimeSpan.Zero));
    private readonly BudgetBook _book;

    public BudgetGateTests() => _book = new BudgetBook(_clock);

    [Theory]
    [InlineData(nameof(Api.Anthropic), "billing_error", "{\"type\":\"error\"")]
    [InlineData(nameof(Api.OpenAI), "insufficient_quota", "\"code\":\"insufficient_quota\"")]
    [InlineData(nameof(Api.Gemini), "FAILED_PRECONDITION", "\"code\":402")]
    public async Task A_blocked_call_is_a_402_of_its_dialect_that_says_which_budget_and_until_when(string api, string type, string part)
    {
        var refusal = (await AskAsync("""{ "dailyUsd": 0.01, "timeZone": "UTC" }""")).Refusal!;
        Assert.False(refusal.ShouldRetry);
        Assert.Contains("daily budget has no room: $0.00 of $0.01 spent", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("resets at 2026-11-25 00:00 +00:00", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("budget.dailyUsd", refusal.Message, StringComparison.Ordinal);
        var (status, _, body) = ErrorBody.Write(Enum.Parse<Api>(api), refusal, "id");
        Assert.Equal(402, status);
        Assert.Contains(type, Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        Assert.Contains(part, Encoding.UTF8.GetString(body).Replace(" ", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("warn", 0)]
    [InlineData("alert", 1)]
    public async Task A_budget_that_only_tells_lets_calls_by(string onBreach, int told)
    {
        List<BudgetCrossing> crossings = [];
        _book.Crossed = crossings.Add;
        var admitted = (await AskAsync($$"""{ "dailyUsd": 0.01, "onBreach": "{{onBreach}}", "timeZone": "UTC" }""")).Value!;
        Assert.Equal("over daily: $0.00 of $0.01 spent", Header(admitted));
        Assert.Equal(told, crossings.Count);
    }

    [Fact]
    public async Task A_downgrade_goes_to_the_named_model_or_down_the_ladder_and_says_so()
    {
        var named = (await AskAsync("""{ "dailyUsd": 0.01, "onBreach": "downgrade", "downgradeTo": "claude-haiku-4-5", "timeZone": "UTC" }""", maxTokens: 1500)).Value!;
        Assert.Equal("anthropic/claude-haiku-4-5", named.Plan.Chain());
        Assert.Equal("downgraded claude-opus-4-5->claude-haiku-4-5 (daily)", Header(named));
        var ladder = (await AskAsync("""{ "perRequestUsd": 0.01, "onBreach": "downgrade", "modelLadder": ["claude-opus-4-5", "claude-sonnet-4-5", "claude-haiku-4-5"] }""", maxTokens: 1500)).Value!;
        Assert.Equal("anthropic/claude-haiku-4-5", ladder.Plan.Chain());
        var catalog = (await AskAsync("""{ "perRequestUsd": 0.03, "onBreach": "downgrade" }""", maxTokens: 1500)).Value!;
        Assert.Contains("sonnet", catalog.Plan.Chain(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_downgraded_call_does_not_fall_back_to_a_dearer_model()
    {
        var admitted = (await AskAsync("""{ "dailyUsd": 0.01, "onBreach": "downgrade", "downgradeTo": "claude-haiku-4-5", "timeZone": "UTC" }""", maxTokens: 1500, fallback: Opus)).Value!;
        Assert.Equal("anthropic/claude-haiku-4-5", admitted.Plan.Chain());
    }

    [Fact]
    public async Task Several_answers_share_what_fits()
    {
        var admitted = (await AskAsync("""{ "dailyUsd": 0.01, "clampOutput": true, "timeZone": "UTC" }""", rest: string.Empty, choices: 4)).Value!;
        Assert.InRange(admitted.Call.Facts.MaxOutput!.Value, 85, 100);
        Assert.InRange(admitted.Hold.Ask.Worst.NanoUsd, 9_000_000, 10_000_000);
    }

    [Fact]
    public async Task Where_nothing_cheaper_fits_a_downgrade_blocks()
    {
        var refusal = (await AskAsync("""{ "dailyUsd": 0.0001, "onBreach": "downgrade", "timeZone": "UTC" }""")).Refusal;
        Assert.Equal(RefusalKind.OverBudget, refusal?.Kind);
        Assert.Equal(0, Assert.Single(_book.Report(BudgetTermsFrom.Config(Setup.Config("""{ "budget": { "dailyUsd": 1 } }"""))).Standings).Reserved);
    }

    [Fact]
    public async Task A_call_that_may_be_clamped_asks_for_what_fits()
    {
        var admitted = (await AskAsync("""{ "dailyUsd": 0.01, "clampOutput": true, "timeZone": "UTC" }""")).Value!;
        var limit = admitted.Call.Facts.MaxOutput!.Value;
        Assert.InRange(limit, 350, 400); // A cent buys 400 tokens at $25 a million, less what is read.
        Assert.Contains($"output limited to {limit} tokens (daily)", Header(admitted), StringComparison.Ordinal);
        Assert.InRange(admitted.Hold.Ask.Worst.NanoUsd, 9_000_000, 10_000_000);
    }

    [Fact]
    public async Task The_largest_share_is_told_from_the_warning_on()
    {
        _book.Load([new SpentRow(_clock.GetUtcNow(), null, null, null, Opus, 41_000_000_000, 1)]);
        var admitted = (await AskAsync("""{ "dailyUsd": 50, "hourlyUsd": 500, "timeZone": "UTC" }""")).Value!;
        Assert.Equal("daily 82% of $50.00", Header(admitted));
    }

    [Fact]
    public async Task A_mapped_model_is_replaced_once_the_share_is_spent()
    {
        const string rest = """, "downgrade": { "enabled": true, "thresholdPercent": 80, "mapping": { "claude-opus-4-5": "claude-haiku-4-5" } }""";
        Assert.Equal("anthropic/claude-opus-4-5", (await AskAsync("""{ "dailyUsd": 50, "timeZone": "UTC" }""", rest: rest)).Value!.Plan.Chain());
        _book.Load([new SpentRow(_clock.GetUtcNow(), null, null, null, Opus, 41_000_000_000, 1)]);
        Assert.Equal("anthropic/claude-haiku-4-5", (await AskAsync("""{ "dailyUsd": 50, "timeZone": "UTC" }""", rest: rest)).Value!.Plan.Chain());
    }

    [Theory]
    [InlineData("allow", null, true)]
    [InlineData("block", null, false)]
    [InlineData("allow", 1L, false)] // A cap that is used up holds for them too.
    public async Task A_model_without_a_price_is_let_by_with_a_word_or_blocked(string unpriced, long? spent, bool admitted)
    {
        if (spent is { } dollars)
        {
            _book.Load([new SpentRow(_clock.GetUtcNow(), null, null, null, Opus, dollars * 1_000_000_000, 1)]);
        }

        List<string> notices = [];
        _book.Notice = notices.Add;
        foreach (var endpoint in new[] { Endpoint.Messages, Endpoint.Other })
        {
            var answer = await AskAsync($$"""{ "dailyUsd": 1, "timeZone": "UTC", "unpriced": "{{unpriced}}" }""", model: "claude-nobody-knows", endpoint: endpoint);
            Assert.Equal(admitted, answer.Value is not null);
            Assert.Equal(admitted, answer.Value is not null && Header(answer.Value) == "cost unknown, counted in no budget");
        }

        Assert.Equal(admitted ? 1 : 0, notices.Count);
    }

    [Theory]
    [InlineData("""{ "enabled": false, "dailyUsd": 0 }""", true)]
    [InlineData("""{ "dailyCapUSD": 0, "onBreach": "warn" }""", false)]
    [InlineData("""{ "enabled": true }""", true)]
    [InlineData("""{ "hourlyTokens": 1000 }""", false)]
    [InlineData("""{ "agents": { "a*": { "dailyUsd": 0 } } }""", false)]
    [InlineData("""{ "agents": { "b*": { "dailyUsd": 0 } } }""", true)]
    [InlineData("""{ "models": { "claude-opus*": { "dailyUsd": 0 } } }""", false)]
    [InlineData("""{ "models": { "claude-opus-4-5-20251101": { "dailyUsd": 0 } } }""", false)] // Snapshots are counted together.
    [InlineData("""{ "models": { "anthropic/claude-opus-4-5": { "dailyUsd": 0 } } }""", false)]
    [InlineData("""{ "models": { "anthropic/claude-haiku-4-5": { "dailyUsd": 0 } } }""", true)]
    [InlineData("""{ "sessionCapUsd": 0 }""", false)]
    [InlineData("""{ "perRequestUsd": 0.001 }""", false)]
    public async Task Each_amount_holds_for_whom_it_is_about(string budget, bool admitted) =>
        Assert.Equal(admitted, (await AskAsync(budget)).Value is not null);

    [Theory]
    [InlineData("dailyUsd")]
    [InlineData("dailyTokens")]
    public async Task A_path_that_is_not_modelled_obeys_a_cap_that_is_used_up(string amount) =>
        Assert.Equal(RefusalKind.OverBudget, (await AskAsync($$"""{ "{{amount}}": 0 }""", endpoint: Endpoint.Other)).Refusal?.Kind);

    /// <summary>4,000 tokens written cost 2 cents with the small model and 10 with the large one.</summary>
    [Theory]
    [InlineData(0.01, false, false)]
    [InlineData(0.05, true, false)]
    [InlineData(0.15, true, true)]
    public async Task A_call_may_climb_only_where_the_dearest_step_can_be_paid_for(double daily, bool admitted, bool climbs)
    {
        var asking = await AskAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""{ "dailyUsd": {{daily}}, "onBreach": "block", "timeZone": "UTC" }"""), model: "claude-haiku-4-5", above: Opus);
        Assert.Equal(admitted, asking.Value is not null);
        Assert.Equal(climbs, asking.Value?.Plan.Ladder is not null);
        Assert.Equal(climbs, asking.Value?.Hold.Ask.Worst.NanoUsd > 100_000_000);
    }

    [Fact]
    public async Task Lists_of_models_and_counts_of_tokens_are_free() =>
        Assert.NotNull((await AskAsync("""{ "dailyUsd": 0 }""", endpoint: Endpoint.CountTokens)).Value);

    [Fact]
    public async Task What_is_spent_while_budgets_are_off_counts_when_they_are_on()
    {
        var hold = (await AskAsync("""{ "enabled": false }""")).Value!.Hold;
        hold.Settle(Entries.Call("1", Entries.Attempt(Opus) with { Quote = new Quote(PriceStatus.Priced, new Money(1_000_000_000)) }));
        Assert.Null((await AskAsync("""{ "dailyUsd": 1, "timeZone": "UTC" }""")).Value);
    }

    [Fact]
    public void Switched_on_without_an_amount_is_told()
    {
        var terms = BudgetTermsFrom.Config(Setup.Config("""{ "budget": { "enabled": true } }"""));
        Assert.Equal(["per request", "hourly", "daily"], terms.Rules.Select(rule => rule.Name));
        Assert.Contains("$50.00 a day", terms.Notice, StringComparison.Ordinal);
    }

    private async Task<OrRefusal<Asking>> AskAsync(string budget, string model = Opus, int maxTokens = 4000, Endpoint endpoint = Endpoint.Messages, string rest = "", string? fallback = null, int choices = 1, string? above = null)
    {
        var config = Setup.Config($$"""{ "budget": {{budget}}{{rest}} }""");
        var gate = new BudgetGate(BudgetTermsFrom.Config(config), _book, TestBooks.Prices, new Calibration());
        var body = $$"""{"model":"{{model}}","n":{{choices}},"max_tokens":{{maxTokens}},"messages":[{"role":"user","content":"Hello there"}]}""";
        var call = Calls.Scanned(Api.Anthropic, Endpoint.Messages, body) with { Endpoint = endpoint, At = _clock.GetUtcNow() };
        var router = Routers.Of("{}");
        Assert.True(router.Plan(call).TryGet(out var plan, out _));
        if (above is not null && router.Plan(call, default, above).TryGet(out var dearer, out _))
        {
            plan = plan with { Ladder = new Ladder([plan.Targets[0], dearer.Targets[0]], EscalateOn.Refusal, 1, HoldsStreams: true) };
        }

        return await gate.ReserveAsync(new Asking(call, new Attribution("client", "agent", "session", null), plan, Elsewhere), CancellationToken.None);

        OrRefusal<Plan> Elsewhere(string other)
        {
            Assert.True(router.Plan(call, default, other).TryGet(out var moved, out _));
            return fallback is not null && router.Plan(call, default, fallback).TryGet(out var behind, out _) ? moved with { Targets = [.. moved.Targets, .. behind.Targets] } : moved;
        }
    }

    private static string? Header(Asking asking) => asking.Says.LastOrDefault(said => said.Key == AdmissionNames.Budget).Value;
}

using Microsoft.Data.Sqlite;
using RelayPlane.Catalog;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Curves;
using RelayPlane.Ledger.Decisions;
using Xunit;
using static RelayPlane.Tests.Ledger.LedgerFixture;

namespace RelayPlane.Tests.Ledger.Decisions;

public sealed class DecisionWritingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_routing_saw_and_thought_comes_back_whole()
    {
        await WriteAsync(_folder.Database, DecidedEntries.Call("decided"), DecidedEntries.Call("seen", DecidedEntries.Seen), Entries.Call("unseen"));
        CallsReader calls = new(_folder.Database);

        Assert.True(DecidedEntries.Same(DecidedEntries.Decided(), calls.Find("decided")!.Decision));
        Assert.True(DecidedEntries.Same(DecidedEntries.Seen, calls.Find("seen")!.Decision));
        Assert.Null(calls.Find("unseen")!.Decision);
    }

    [Fact]
    public async Task An_escalation_stands_with_the_attempt_that_it_followed()
    {
        await WriteAsync(_folder.Database, DecidedEntries.Climbed("a"));

        Assert.Equal(["bad_tool_call", null], new CallsReader(_folder.Database).Find("a")!.Attempts.Select(attempt => attempt.Escalated));
    }

    [Fact]
    public async Task A_decision_goes_with_its_call_and_so_does_its_label_and_the_sums_stay()
    {
        await WriteAsync(_folder.Database, DecidedEntries.Call("old") with { At = Entries.Noon.AddDays(-2) }, DecidedEntries.Call("new"));
        new Labels(_folder.Database).Write("old", true, LabelSource.User, Entries.Noon);
        using SqliteConnection connection = LedgerFile.OpenForWriting(_folder.Database);

        Assert.Equal(1, Retention.Trim(connection.Handle!, new Keeping(TimeSpan.FromDays(1), null), Entries.Noon));

        Assert.Equal(["1|0"], Rows(_folder.Database, "SELECT (SELECT COUNT(*) FROM decisions), (SELECT COUNT(*) FROM outcomes)"));
        Assert.Equal(2, Single(tier: "simple").Calls);
    }

    [Fact]
    public async Task Other_prices_change_what_a_tier_and_a_climb_cost_and_what_was_saved()
    {
        PriceBook prices = new(PriceTable.Embedded());
        await WriteAsync(_folder.Database, DecidedEntries.Climbed("a") with { ModelRequested = "whatever" });

        new Repricing(prices).Run(_folder.Database, Entries.Noon, dryRun: false);

        var usage = Entries.Attempt().Usage!.Value;
        var (haiku, opus) = (Cost("claude-haiku-4-5"), Cost("claude-opus-4-6"));
        var tier = Single(tier: "simple");
        Assert.Equal((1, 1, 2, 0, haiku + opus), (tier.Calls, tier.Escalated, tier.Runs, tier.Unpriced, tier.CostNano));
        Assert.Equal(opus, tier.CostNano + tier.SavedNano);
        Assert.Equal(haiku, Single(climb: true).CostNano);

        long Cost(string model) => prices.Price("anthropic", null, model, Entries.Noon, usage, default).Cost!.Value.NanoUsd;
    }

    [Fact]
    public async Task However_many_models_a_client_thinks_of_a_period_keeps_few_rows_and_no_call_is_lost()
    {
        await WriteAsync(_folder.Database, [.. Enumerable.Range(0, 3000).Select(number => DecidedEntries.Call($"{number}", DecidedEntries.Decided(asked: $"openai/model-{number}")))]);
        await WriteAsync(_folder.Database, DecidedEntries.Call("usual"), DecidedEntries.Call("again", DecidedEntries.Decided(asked: "openai/model-0")));

        Assert.Equal(["257|3002"], Rows(_folder.Database, "SELECT COUNT(*), SUM(calls) FROM routings WHERE level = 2"));
        Assert.Equal(["2"], Rows(_folder.Database, "SELECT calls FROM routings JOIN routing_keys ON id = key WHERE level = 2 AND asked = 'openai/model-0'"));
        Assert.Equal(["2745"], Rows(_folder.Database, "SELECT calls FROM routings JOIN routing_keys ON id = key WHERE level = 2 AND asked = 'other'"));
    }

    [Fact]
    public async Task However_many_reasons_there_are_a_period_keeps_few_rows()
    {
        await WriteAsync(_folder.Database, [.. Enumerable.Range(0, 3000).Select(number => DecidedEntries.Call($"{number}", DecidedEntries.Decided() with { Reason = $"route:{number}", Asked = $"{number}" }))]);

        Assert.Equal(["513|3000"], Rows(_folder.Database, "SELECT COUNT(*), SUM(calls) FROM routings WHERE level = 2"));
    }

    [Fact]
    public void A_batch_that_was_undone_leaves_no_number_behind()
    {
        using EntryWriter writer = new(LedgerFile.OpenForWriting(_folder.Database));
        var torn = Entries.Call("torn", Entries.Attempt(), Entries.Attempt()) with { Decision = DecidedEntries.Decided("complex") };

        Assert.ThrowsAny<Exception>(() => writer.Write([torn]));
        writer.Write([DecidedEntries.Call("a", DecidedEntries.Decided("complex"))]);

        Assert.True(DecidedEntries.Same(DecidedEntries.Decided("complex"), new CallsReader(_folder.Database).Find("a")!.Decision));
        Assert.Equal(1, Single(tier: "complex").Calls);
    }

    private RoutingTally Single(string tier = "", bool climb = false) =>
        new RoutingReader(_folder.Database).Read(new CurveRange(Entries.Noon.AddDays(-7), Entries.Noon.AddHours(1), TimeZoneInfo.Utc)).Rows
            .Single(row => row.Key.Climb == climb && row.Key.Tier == tier).Value;
}

using Microsoft.Data.Sqlite;
using RelayPlane.Catalog;
using RelayPlane.Ledger;
using RelayPlane.Metering;
using Xunit;
using static RelayPlane.Tests.Ledger.LedgerFixture;

namespace RelayPlane.Tests.Ledger;

public sealed class RepricingTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly PriceBook _prices = new(PriceTable.Embedded());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Rows_and_every_rollup_get_the_cost_that_is_known_now()
    {
        await WriteAsync(_folder.Database, Call("a"), Call("b"));
        long now = Cost();

        Repriced done = new Repricing(_prices).Run(_folder.Database, Entries.Noon.AddDays(-1), dryRun: false);

        Assert.Equal((2, 2, new Money(2 * 177), new Money(2 * now)), (done.Runs, done.Changed, done.Before, done.After));
        Assert.Equal([$"{2 * now}"], Rows(_folder.Database, "SELECT SUM(cost_nano) FROM runs"));
        Assert.Equal(["2"], Rows(_folder.Database, "SELECT SUM(requests) FROM rollups WHERE level = 3"));
        foreach (StatsGroup by in Enum.GetValues<StatsGroup>())
        {
            Assert.Equal(2 * now, new LedgerReader(_folder.Database).Query(new(Entries.Noon.AddDays(-1), by)).Total.CostNano);
        }
    }

    [Fact]
    public async Task A_dry_run_says_the_same_and_changes_nothing()
    {
        await WriteAsync(_folder.Database, Call("a"));

        Repriced dry = new Repricing(_prices).Run(_folder.Database, Entries.Noon, dryRun: true);

        Assert.Equal(new Money(Cost()), dry.After);
        Assert.Equal(["177"], Rows(_folder.Database, "SELECT SUM(cost_nano) FROM runs"));
    }

    [Fact]
    public async Task Calls_before_the_moment_and_rows_of_another_product_keep_their_cost()
    {
        await WriteAsync(
            _folder.Database,
            Call("old") with { At = Entries.Noon.AddDays(-2) },
            Entries.Call("theirs", Entries.Attempt() with { Quote = null, Cost = new Money(5) }) with { Api = "" });

        Repriced done = new Repricing(_prices).Run(_folder.Database, Entries.Noon.AddDays(-1), dryRun: false);

        Assert.Equal(0, done.Changed);
        Assert.Equal(["5", "177"], Rows(_folder.Database, "SELECT cost_nano FROM attempts ORDER BY cost_nano"));
    }

    [Fact]
    public async Task What_the_first_release_left_unpriced_is_priced_too()
    {
        await WriteAsync(_folder.Database, Entries.Call("early", Entries.Attempt() with { Quote = null, RawUsage = "{}" }));

        new Repricing(_prices).Run(_folder.Database, Entries.Noon, dryRun: false);

        Assert.Equal([$"{Cost()}|priced"], Rows(_folder.Database, "SELECT cost_nano, price_status FROM attempts"));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("{}", true)]
    public async Task A_guess_at_the_usage_stays_a_guess_at_the_cost(string? said, bool cut)
    {
        await WriteAsync(_folder.Database, Entries.Call("a", Entries.Attempt() with { Quote = Quote.Unpriced, RawUsage = said, Partial = cut }));

        new Repricing(_prices).Run(_folder.Database, Entries.Noon, dryRun: false);

        Assert.Equal([$"{Cost()}|estimated"], Rows(_folder.Database, "SELECT cost_nano, price_status FROM attempts"));
    }

    [Fact]
    public async Task Two_that_price_the_same_calls_anew_count_the_difference_once()
    {
        await WriteAsync(_folder.Database, Call("a"));
        SqliteConnection connection = LedgerFile.OpenForWriting(_folder.Database);
        using EntryWriter writer = new(connection);
        StoredCall read = StoredCall.Read(connection.Handle!, -1, 0, 1).Single();
        AttemptEntry dear = read.Call.Attempts[0] with { Quote = new(PriceStatus.Priced, new Money(1000)) };
        RepricedCall change = new(read, read.Call with { Attempts = [dear] });

        writer.Reprice([change]);
        writer.Reprice([change]);

        Assert.Equal(["1000"], Rows(_folder.Database, "SELECT SUM(cost_nano) FROM rollups WHERE level = 0"));
    }

    private static CallEntry Call(string id) => Entries.Call(id, Entries.Attempt()) with { Session = "s", Agent = "coder" };

    private long Cost()
    {
        AttemptEntry attempt = Entries.Attempt();
        return _prices.Price(attempt.Provider, null, attempt.Model, attempt.At, attempt.Usage!.Value, default).Cost!.Value.NanoUsd;
    }
}

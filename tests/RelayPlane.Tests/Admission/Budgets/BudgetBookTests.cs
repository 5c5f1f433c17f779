using CsCheck;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Admission;
using RelayPlane.Admission.Budgets;
using RelayPlane.Ledger;
using RelayPlane.Metering;
using RelayPlane.Tests.Config;
using RelayPlane.Tests.Ledger;
using Xunit;

namespace RelayPlane.Tests.Admission.Budgets;

public sealed class BudgetBookTests
{
    private const long Cent = 10_000_000;
    private static readonly CancellationToken s_never = CancellationToken.None;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 12, 0, 30, TimeSpan.Zero));

    [Fact]
    public void Any_interleaving_keeps_the_cap_and_ends_with_nothing_reserved() =>
        Gen.Select(Gen.Long[1, 60], Gen.Int[0, 100], Gen.Int[0, 3]).Array[1, 60].Sample(calls =>
        {
            var (book, terms) = (new BudgetBook(_clock), Terms("""{ "dailyUsd": 1, "timeZone": "UTC" }"""));
            List<(Hold Hold, long Cost)> open = [];
            var spent = 0L;
            foreach (var (cents, share, end) in calls)
            {
                if (book.ReserveAsync(Ask(terms, cents * Cent), TimeSpan.Zero, s_never).Preserve().GetAwaiter().GetResult().Hold is { } hold)
                {
                    open.Add((hold, cents * Cent * share / 100));
                }

                for (var i = 0; i < end && open.Count > 0; i++)
                {
                    spent += Settle(open[0].Hold, open[0].Cost);
                    Settle(open[0].Hold, open[0].Cost); // Twice is once.
                    open.RemoveAt(0);
                }

                var now = Assert.Single(book.Report(terms).Standings);
                Assert.Equal(spent, now.Spent);
                Assert.Equal(open.Sum(one => one.Hold.Ask.Worst.NanoUsd), now.Reserved);
                Assert.InRange(now.Spent + now.Reserved, 0, 100 * Cent);
            }

            open.ForEach(one => Settle(one.Hold, one.Cost));
            Assert.Equal((0L, 0), (book.Report(terms).Standings[0].Reserved, book.Report(terms).Open));
        });

    [Fact]
    public async Task Two_hundred_threads_do_not_pass_a_dollar()
    {
        var (book, terms) = (new BudgetBook(TimeProvider.System), Terms("""{ "dailyUsd": 1 }"""));
        var admitted = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 200 }, async (number, _) =>
        {
            if ((await book.ReserveAsync(Ask(terms, 3 * Cent), TimeSpan.FromSeconds(20), s_never)).Hold is { } hold)
            {
                Interlocked.Increment(ref admitted);
                await Task.Yield();
                Settle(hold, (1 + (number % 3)) * Cent);
            }
        });
        var end = Assert.Single(book.Report(terms).Standings);
        Assert.Equal(0, end.Reserved);
        Assert.InRange(end.Spent, 98 * Cent, 100 * Cent); // Nobody is refused while there is room for one more.
        Assert.InRange(admitted, 33, 100);
    }

    [Fact]
    public async Task What_fits_is_not_held_up_by_a_larger_call_that_waits()
    {
        var (book, terms) = (new BudgetBook(_clock), Terms("""{ "dailyUsd": 1, "timeZone": "UTC" }"""));
        var first = (await book.ReserveAsync(Ask(terms, 60 * Cent), TimeSpan.Zero, s_never)).Hold!;
        var large = book.ReserveAsync(Ask(terms, 50 * Cent), TimeSpan.FromSeconds(20), s_never).AsTask();
        Assert.NotNull((await book.ReserveAsync(Ask(terms, 30 * Cent), TimeSpan.Zero, s_never)).Hold);
        var small = book.ReserveAsync(Ask(terms, 20 * Cent), TimeSpan.FromSeconds(20), s_never).AsTask();
        Assert.Equal((false, false, 2), (large.IsCompleted, small.IsCompleted, book.Report(terms).Waiting));
        Settle(first, 45 * Cent);
        Assert.NotNull((await small).Hold);
        Assert.False(large.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Null((await large).Hold);
    }

    [Fact]
    public async Task Who_fits_once_others_settle_waits_in_order_and_then_goes_on()
    {
        var (book, terms) = (new BudgetBook(_clock), Terms("""{ "dailyUsd": 1, "timeZone": "UTC" }"""));
        var first = (await book.ReserveAsync(Ask(terms, 90 * Cent), TimeSpan.Zero, s_never)).Hold!;
        var second = book.ReserveAsync(Ask(terms, 50 * Cent), TimeSpan.FromSeconds(20), s_never).AsTask();
        var third = book.ReserveAsync(Ask(terms, 20 * Cent), TimeSpan.FromSeconds(20), s_never).AsTask();
        Assert.Equal((false, false, 2), (second.IsCompleted, third.IsCompleted, book.Report(terms).Waiting));
        Settle(first, 10 * Cent);
        Assert.NotNull((await second).Hold);
        Assert.NotNull((await third).Hold);
        Assert.Equal(70 * Cent, book.Report(terms).Standings[0].Reserved);
    }

    [Fact]
    public async Task A_wait_ends_with_patience_or_the_client_and_leaves_nothing_behind()
    {
        var (book, terms) = (new BudgetBook(_clock), Terms("""{ "dailyUsd": 1, "timeZone": "UTC" }"""));
        var first = (await book.ReserveAsync(Ask(terms, 90 * Cent), TimeSpan.Zero, s_never)).Hold!;
        using var gone = new CancellationTokenSource();
        var waiting = book.ReserveAsync(Ask(terms, 20 * Cent), TimeSpan.FromSeconds(20), s_never).AsTask();
        var leaving = book.ReserveAsync(Ask(terms, 20 * Cent), TimeSpan.FromSeconds(20), gone.Token).AsTask();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Null((await waiting).Hold);
        Settle(first, 0);
        var end = book.Report(terms);
        Assert.Equal((0L, 0, 0), (end.Standings[0].Reserved, end.Waiting, end.Open));
    }

    [Fact]
    public async Task What_can_never_fit_does_not_wait()
    {
        var (book, terms) = (new BudgetBook(_clock), Terms("""{ "dailyUsd": 1, "timeZone": "UTC" }"""));
        var answer = book.ReserveAsync(Ask(terms, 101 * Cent), TimeSpan.FromSeconds(20), s_never);
        Assert.True(answer.IsCompleted);
        Assert.True((await answer).IsHopeless);
    }

    [Fact]
    public async Task It_is_all_budgets_or_none()
    {
        var (book, terms) = (new BudgetBook(_clock), Terms("""{ "dailyUsd": 10, "timeZone": "UTC", "agents": { "cod*": { "hourlyUsd": 0.1 } } }"""));
        Assert.Null((await book.ReserveAsync(Ask(terms, 11 * Cent, "coder"), TimeSpan.Zero, s_never)).Hold);
        Assert.All(book.Report(terms).Standings, standing => Assert.Equal(0, standing.Reserved));
        Assert.NotNull((await book.ReserveAsync(Ask(terms, 10 * Cent, "coder"), TimeSpan.Zero, s_never)).Hold);
        Assert.NotNull((await book.ReserveAsync(Ask(terms, 10 * Cent, "codex"), TimeSpan.Zero, s_never)).Hold);
        Assert.NotNull((await book.ReserveAsync(Ask(terms, 11 * Cent, "other"), TimeSpan.Zero, s_never)).Hold);
    }

    [Fact]
    public async Task Another_spelling_of_a_name_has_no_amount_of_its_own()
    {
        var (book, terms) = (new BudgetBook(_clock), Terms("""{ "agents": { "*": { "dailyUsd": 0.1 } }, "timeZone": "UTC" }"""));
        Settle((await book.ReserveAsync(Ask(terms, 10 * Cent, "coder"), TimeSpan.Zero, s_never)).Hold!, 10 * Cent);
        Assert.Null((await book.ReserveAsync(Ask(terms, 10 * Cent, "CODER"), TimeSpan.Zero, s_never)).Hold);
        Assert.Equal(10 * Cent, Assert.Single(book.Report(terms).Standings).Spent);
    }

    [Fact]
    public async Task A_paid_failure_takes_room_from_the_next_attempt()
    {
        var (book, terms) = (new BudgetBook(_clock), Terms("""{ "dailyUsd": 1, "timeZone": "UTC" }"""));
        var hold = (await book.ReserveAsync(Ask(terms, 40 * Cent), TimeSpan.Zero, s_never)).Hold!;
        Assert.True(hold.MayGoOn(Attempt(40 * Cent, 1)));
        Assert.False(hold.MayGoOn(Attempt(40 * Cent, 2)));
        hold.Settle(Entries.Call("1", Attempt(40 * Cent, 1), Attempt(40 * Cent, 2)));
        Assert.Equal((80 * Cent, 0L), (book.Report(terms).Standings[0].Spent, book.Report(terms).Standings[0].Reserved));
    }

    [Fact]
    public async Task A_window_begins_anew_and_a_rolling_one_lets_go_by_and_by()
    {
        var (book, calendar, rolling) = (new BudgetBook(_clock), Terms("""{ "hourlyUsd": 1, "timeZone": "UTC" }"""), Terms("""{ "hourlyUsd": 1, "timeZone": "UTC", "window": "rolling" }"""));
        Settle((await book.ReserveAsync(Ask(calendar, 60 * Cent), TimeSpan.Zero, s_never)).Hold!, 60 * Cent);
        _clock.Advance(TimeSpan.FromMinutes(59.5));
        Assert.Equal((0L, 60 * Cent), (book.Report(calendar).Standings[0].Spent, book.Report(rolling).Standings[0].Spent));
        Assert.Null((await book.ReserveAsync(Ask(rolling, 60 * Cent), TimeSpan.Zero, s_never)).Hold);
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(0, book.Report(rolling).Standings[0].Spent);
    }

    [Fact]
    public void A_rolling_sum_is_never_too_small() =>
        Gen.Select(Gen.Int[0, 7200], Gen.Long[1, 100]).Array[1, 30].Sample(spends =>
        {
            var start = new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);
            var (book, terms) = (new BudgetBook(_clock), Terms("""{ "hourlyUsd": 1, "timeZone": "UTC", "window": "rolling" }"""));
            book.Load(spends.Select(spend => new SpentRow(start.AddSeconds(spend.Item1), "s", null, null, "m", spend.Item2, 1)));
            var since = _clock.GetUtcNow().AddHours(-1);
            var exact = spends.Where(spend => start.AddSeconds(spend.Item1) > since).Sum(spend => spend.Item2);
            var loose = spends.Where(spend => start.AddSeconds(spend.Item1) > since.AddMinutes(-1)).Sum(spend => spend.Item2);
            Assert.InRange(book.Report(terms).Standings[0].Spent, exact, loose);
        });

    [Fact]
    public async Task A_reset_forgives_what_was_spent_before_and_nothing_after()
    {
        var (book, terms) = (new BudgetBook(_clock), Terms("""{ "dailyUsd": 1, "hourlyUsd": 2, "timeZone": "UTC" }"""));
        Settle((await book.ReserveAsync(Ask(terms, 60 * Cent), TimeSpan.Zero, s_never)).Hold!, 60 * Cent);
        _clock.Advance(TimeSpan.FromSeconds(1));
        book.Resets = book.Resets.With([new BudgetReset(BudgetPeriod.Day, null, null, _clock.GetUtcNow().ToUnixTimeMilliseconds())], _clock.GetUtcNow());
        _clock.Advance(TimeSpan.FromSeconds(1));
        Settle((await book.ReserveAsync(Ask(terms, 60 * Cent), TimeSpan.Zero, s_never)).Hold!, 50 * Cent);
        var spent = book.Report(terms).Standings.ToDictionary(standing => standing.Rule.Name, standing => standing.Spent / Cent);
        Assert.Equal((50, 110), (spent["daily"], spent["hourly"]));
    }

    [Fact]
    public async Task Thresholds_are_told_once_each()
    {
        List<double> told = [];
        var (book, terms) = (new BudgetBook(_clock) { Crossed = crossing => told.Add(crossing.Percent) }, Terms("""{ "dailyUsd": 1, "timeZone": "UTC", "alertThresholds": [50, 80] }"""));
        for (var i = 0; i < 10; i++)
        {
            Settle((await book.ReserveAsync(Ask(terms, 10 * Cent), TimeSpan.Zero, s_never)).Hold!, 10 * Cent);
        }

        Assert.Equal([50, 80, 100], told);
    }

    private static BudgetTerms Terms(string budget) => BudgetTermsFrom.Config(Setup.Config($$"""{ "budget": {{budget}} }"""));

    private static BudgetAsk Ask(BudgetTerms terms, long nano, string agent = "a")
    {
        var lines = BudgetTerms.Lines(new Attribution(null, agent, "s", null), ["m"]);
        return new BudgetAsk(lines, terms.For(lines), new Spend(nano, 10), false, terms);
    }

    private static AttemptEntry Attempt(long nano, int number) => Entries.Attempt("m") with { Number = number, Quote = new Quote(PriceStatus.Priced, new Money(nano)) };

    private static long Settle(Hold hold, long cost)
    {
        hold.Settle(Entries.Call("1", Attempt(cost, 1)));
        return cost;
    }
}

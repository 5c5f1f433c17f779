using Microsoft.Extensions.Time.Testing;
using RelayPlane.Catalog;
using RelayPlane.Pacing;
using RelayPlane.Routing;
using RelayPlane.Tests.Upstream;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Pacing;

public sealed class PacerTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Pacer _pacer;

    public PacerTests() => _pacer = new Pacer(_clock, new Random(1));

    public void Dispose() => _pacer.Dispose();

    [Fact]
    public async Task A_call_that_fits_goes_at_once_and_gives_back_what_it_held()
    {
        var turn = WaitAsync(Ask([Choice(requests: 60)]));
        Assert.True(turn.IsCompletedSuccessfully);
        using ((await turn).Reservation)
        {
            Assert.Equal((1, 1, 0), Held());
        }

        Assert.Equal((0, 0, 0), Held());
    }

    [Fact]
    public async Task A_call_that_does_not_fit_waits_as_long_as_the_limit_takes_and_no_longer()
    {
        var choice = Choice(requests: 1);
        Answer(await WaitAsync(Ask([choice])));
        var waiting = WaitAsync(Ask([choice]));
        Pass(58);
        Assert.False(waiting.IsCompleted);
        Assert.Equal((0, 0, 1), Held());
        Pass(5);
        var turn = await waiting;
        Answer(turn);
        Assert.Equal(WaitsFor.Requests, turn.Reservation!.Ticket.WaitedFor);
        Assert.InRange(turn.Reservation.Ticket.Waited, 58, 63);
    }

    [Fact]
    public async Task A_refusal_that_only_tells_when_the_limit_is_full_again_is_waited_out_by_its_level()
    {
        var ask = Ask([Choice(requests: 60)]);
        var report = new LimitReport(new LimitLevel(60, 0), null, null);
        (await WaitAsync(ask)).Reservation!.Failed(new Signal(SignalKind.RateLimited, TimeSpan.FromSeconds(60), WaitSource.Reset, LimitKind.Requests), report);
        var waiting = WaitAsync(ask);
        Assert.False(waiting.IsCompleted);
        Pass(3);
        Answer(await waiting);
    }

    [Fact]
    public async Task A_client_that_leaves_frees_its_place_at_once()
    {
        var choice = Choice(requests: 1);
        Answer(await WaitAsync(Ask([choice])));
        using var leaving = new CancellationTokenSource();
        var waiting = _pacer.WaitAsync(Ask([choice]), leaving.Token).AsTask();
        await leaving.CancelAsync();
        Assert.Equal((0, 0, 0), Held());
        Assert.Equal(WaitEnding.Cancelled, (await waiting).None!.Ending);
    }

    [Fact]
    public async Task At_its_deadline_a_call_is_told_what_it_waited_for()
    {
        var choice = Choice(requests: 1);
        Answer(await WaitAsync(Ask([choice])));
        var waiting = WaitAsync(Ask([choice], patience: 10));
        Pass(9);
        Assert.False(waiting.IsCompleted);
        Pass(1.1);
        var none = (await waiting).None!;
        Assert.Equal((WaitEnding.TooLate, WaitsFor.Requests), (none.Ending, none.For));
        Assert.Equal((0, 0, 0), Held());
    }

    [Fact]
    public async Task A_call_that_cannot_be_in_time_is_turned_away_before_it_waits_but_only_for_its_own_agents_share()
    {
        var choice = Choice(requests: 60);
        for (var call = 0; call < 58; call++)
        {
            Answer(await WaitAsync(Ask([choice], agent: "flood")));
        }

        for (var call = 0; call < 100; call++)
        {
            _ = WaitAsync(Ask([choice], agent: "flood"));
        }

        var refused = await WaitAsync(Ask([choice], agent: "flood", patience: 60));
        Assert.Equal(WaitEnding.TooLate, refused.None!.Ending);
        Assert.InRange(refused.None.Expected, 66, 110);
        Assert.False(WaitAsync(Ask([choice], agent: "light", patience: 60)).IsCompleted);
    }

    [Fact]
    public async Task Draining_ends_all_waits_and_lets_no_more_calls_in()
    {
        var choice = Choice(requests: 1);
        Answer(await WaitAsync(Ask([choice])));
        var waiting = Enumerable.Range(0, 5).Select(_ => WaitAsync(Ask([choice]))).ToArray();
        _pacer.Drain();
        Assert.All(await Task.WhenAll(waiting), turn => Assert.Equal(WaitEnding.Draining, turn.None!.Ending));
        Assert.Equal(WaitEnding.Draining, (await WaitAsync(Ask([choice]))).None!.Ending);
    }

    [Fact]
    public async Task Whoever_would_wait_long_is_served_by_the_next_target()
    {
        var (first, second) = (Choice(requests: 1), Choice("openai", requests: 60));
        Answer(await WaitAsync(Ask([first, second])));
        var turn = await WaitAsync(Ask([first, second]));
        Assert.Same(second, turn.Reservation!.Choice);
        Answer(turn);
        Assert.Equal((0, 0, 0), Held());
    }

    [Fact]
    public async Task Whoever_waits_a_moment_stays_with_the_first_target()
    {
        var (first, second) = (Choice(requests: 60), Choice("openai", requests: 60));
        for (var call = 0; call < 58; call++)
        {
            Answer(await WaitAsync(Ask([first, second])));
        }

        var waiting = WaitAsync(Ask([first, second]));
        Assert.False(waiting.IsCompleted);
        Pass(2);
        Assert.Same(first, (await waiting).Reservation!.Choice);
    }

    [Fact]
    public async Task Of_a_providers_keys_the_one_with_the_shortest_wait_carries_the_call()
    {
        var choice = Choice(requests: 1, keys: [Key("a"), Key("b")]);
        Assert.Equal(["a", "b"], new[] { Answer(await WaitAsync(Ask([choice]))), Answer(await WaitAsync(Ask([choice]))) }.Order());
        Assert.False(WaitAsync(Ask([choice])).IsCompleted);
    }

    [Fact]
    public async Task A_less_preferred_key_is_used_only_where_it_saves_more_than_the_spill_time()
    {
        var slow = Choice(requests: 60, keys: [Key("first"), Key("second") with { Rank = 1 }]);
        for (var call = 0; call < 58; call++)
        {
            Assert.Equal("first", Answer(await WaitAsync(Ask([slow]))));
        }

        var waiting = WaitAsync(Ask([slow]));
        Pass(2);
        Assert.Equal("first", (await waiting).Reservation!.Key.Label);
        var slower = Choice("groq", requests: 1, keys: [Key("first"), Key("second") with { Rank = 1 }]);
        Assert.Equal("first", Answer(await WaitAsync(Ask([slower]))));
        Assert.Equal("second", Answer(await WaitAsync(Ask([slower]))));
    }

    [Theory]
    [InlineData("KeyRejected")]
    [InlineData("Exhausted")]
    public async Task Where_one_key_is_gone_another_takes_over_and_without_one_the_call_ends(string kind)
    {
        var choice = Choice(requests: 600, keys: [Key("a"), Key("b")]);
        var ticket = Ask([choice]);
        var signal = new Signal(Enum.Parse<SignalKind>(kind), Message: "no");
        var (first, second) = (Fail(await WaitAsync(ticket), signal), Fail(await WaitAsync(ticket), signal));
        Assert.NotEqual(first, second);
        var end = await WaitAsync(ticket);
        Assert.Equal((WaitEnding.NoKey, WaitsFor.Key), (end.None!.Ending, end.None.For));
        Assert.Equal((0, 0, 0), Held());
    }

    [Fact]
    public async Task A_dead_key_is_tried_again_after_a_while_by_one_call()
    {
        var choice = Choice(requests: 600);
        Fail(await WaitAsync(Ask([choice])), new Signal(SignalKind.KeyRejected));
        Assert.Equal(WaitEnding.NoKey, (await WaitAsync(Ask([choice]))).None!.Ending);
        Pass(10.1);
        var probe = await WaitAsync(Ask([choice]));
        Assert.Equal(WaitEnding.NoKey, (await WaitAsync(Ask([choice]))).None!.Ending);
        Answer(probe);
        Assert.NotNull((await WaitAsync(Ask([choice]))).Reservation);
    }

    [Fact]
    public async Task A_call_that_comes_back_from_an_attempt_goes_before_its_agents_others()
    {
        var choice = Choice(requests: 600);
        var ticket = Ask([choice]);
        Fail(await WaitAsync(ticket), new Signal(SignalKind.RateLimited, TimeSpan.FromSeconds(3)));
        var other = WaitAsync(Ask([choice]));
        var back = WaitAsync(ticket);
        Assert.False(other.IsCompleted || back.IsCompleted);
        Pass(3.1);
        Assert.True((await back).Reservation!.Reserved.Number < (await other).Reservation!.Reserved.Number);
    }

    [Fact]
    public async Task Where_waiting_is_off_a_call_goes_whatever_the_limits_say()
    {
        var choice = Choice(requests: 1);
        for (var call = 0; call < 10; call++)
        {
            Assert.Equal("main", Answer(await WaitAsync(Ask([choice], terms: new Terms { Waits = false }))));
        }
    }

    [Fact]
    public async Task A_pause_that_was_asked_for_is_kept_by_all_calls()
    {
        var choice = Choice(requests: 600);
        Fail(await WaitAsync(Ask([choice])), new Signal(SignalKind.Overloaded, TimeSpan.FromSeconds(20)));
        var waiting = WaitAsync(Ask([choice]));
        Pass(19.5);
        Assert.False(waiting.IsCompleted);
        Pass(1);
        Answer(await waiting);
    }

    /// <summary>How many reservations stand, calls are under way, and calls wait.</summary>
    private (int Unsettled, int InFlight, int Queued) Held() => _pacer.Look((table, _) =>
        (table.Lanes.Sum(lane => lane.Mirror.Unsettled), table.Lanes.Sum(lane => lane.Window.InFlight), table.Pools.Sum(pool => pool.Queue.Count)));

    private Task<Turn> WaitAsync(Ticket ticket) => _pacer.WaitAsync(ticket, CancellationToken.None).AsTask();

    private static string Answer(Turn turn)
    {
        using var reservation = turn.Reservation!;
        reservation.Answered(null, null);
        return reservation.Key.Label;
    }

    private static string Fail(Turn turn, Signal signal)
    {
        using var reservation = turn.Reservation!;
        reservation.Failed(signal, default);
        return reservation.Key.Label;
    }

    private Ticket Ask(IReadOnlyList<Choice> choices, string agent = "a", double patience = 600, Terms? terms = null) =>
        _pacer.Open(agent, new Demand(10, null, PromptBlocks.None, 1), choices, terms ?? Terms.Default, TimeSpan.FromSeconds(patience));

    private static Choice Choice(string provider = "anthropic", long? requests = null, IReadOnlyList<Credential>? keys = null) =>
        new(new Target(Providers.Named(provider) with { KnownLimits = new KnownLimits(requests) }, "m"), "m", keys ?? [Key("main")]);

    private static Credential Key(string label) => new(label, "secret");

    /// <summary>In small steps, so that timers which timers set ring in time.</summary>
    private void Pass(double seconds)
    {
        for (var left = seconds; left > 1e-9; left -= 0.1)
        {
            _clock.Advance(TimeSpan.FromSeconds(Math.Min(0.1, left)));
        }
    }
}

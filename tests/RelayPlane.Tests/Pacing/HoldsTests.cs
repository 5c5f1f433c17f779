using Microsoft.Extensions.Time.Testing;
using RelayPlane.Pacing;
using RelayPlane.Routing;
using RelayPlane.Tests.Upstream;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Pacing;

public sealed class HoldsTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Pacer _pacer;

    public HoldsTests() => _pacer = new Pacer(_clock, new Random(1));

    public void Dispose() => _pacer.Dispose();

    [Fact]
    public async Task Calls_take_another_key_while_one_is_held()
    {
        var choice = Choice("anthropic", "a", "b");
        Hold("anthropic", "a", true);
        for (var call = 0; call < 5; call++)
        {
            Assert.Equal("b", Answer(await WaitAsync(Ask(choice))));
        }
    }

    [Fact]
    public async Task Calls_fall_back_at_once_while_a_provider_is_drained()
    {
        Drain("anthropic", true);
        var turn = WaitAsync(Ask(Choice("anthropic", "a"), Choice("openai", "b")));
        Assert.True(turn.IsCompletedSuccessfully);
        Assert.Equal("b", Answer(await turn));
    }

    [Fact]
    public async Task A_drained_provider_takes_no_clients_keys_either()
    {
        Drain("anthropic", true);
        var own = new Choice(Choice("anthropic", "a").Target, "m", [Credential.OfClient("sk-own")]);
        var waiting = WaitAsync(Ask(own));
        Assert.False(waiting.IsCompleted);
        Drain("anthropic", false);
        Answer(await waiting);
    }

    [Fact]
    public async Task Holding_a_key_called_client_does_not_hold_the_clients_own()
    {
        Hold("anthropic", "client", true);
        Answer(await WaitAsync(Ask(new Choice(Choice("anthropic", "a").Target, "m", [Credential.OfClient("sk-own")]))));
    }

    [Fact]
    public async Task What_was_sent_before_ends_as_if_nothing_was_held()
    {
        var choice = Choice("anthropic", "a");
        var under = await WaitAsync(Ask(choice));
        Hold("anthropic", "a", true);
        Assert.Equal("a", Answer(under));
        Assert.Equal(0, _pacer.Report().Unsettled);
    }

    [Fact]
    public async Task A_call_that_only_a_held_key_could_serve_waits_says_why_and_is_served_once_it_is_resumed()
    {
        Hold("anthropic", "a", true);
        var waiting = WaitAsync(Ask(Choice("anthropic", "a")));
        Assert.False(waiting.IsCompleted);
        var report = _pacer.Report();
        Assert.Equal((LaneStates.Held, "held", 1), (Assert.Single(report.Lanes).State, Assert.Single(report.Queues).WaitsFor, report.Queues[0].Waiting));
        Assert.Null(report.Queues[0].ExpectedWaitSeconds);
        Hold("anthropic", "a", false);
        var turn = await waiting;
        Assert.Equal(WaitsFor.Held, turn.Reservation!.Ticket.WaitedFor);
        Answer(turn);
    }

    [Fact]
    public async Task At_its_deadline_a_call_is_told_that_somebody_has_paused_the_key()
    {
        Hold("anthropic", "a", true);
        var waiting = WaitAsync(Ask(Terms.Default, 5, Choice("anthropic", "a")));
        Pass(5.1);
        var none = (await waiting).None!;
        Assert.Equal((WaitEnding.TooLate, WaitsFor.Held), (none.Ending, none.For));
    }

    [Fact]
    public async Task Where_waiting_is_off_a_call_does_not_go_to_a_held_key()
    {
        Hold("anthropic", "a", true);
        var none = (await WaitAsync(Ask(new Terms { Waits = false }, 600, Choice("anthropic", "a")))).None!;
        Assert.Equal((WaitEnding.NoKey, WaitsFor.Held), (none.Ending, none.For));
        Assert.Equal("b", Answer(await WaitAsync(Ask(new Terms { Waits = false }, 600, Choice("anthropic", "a"), Choice("openai", "b")))));
    }

    [Fact]
    public async Task A_held_key_is_waited_for_where_the_others_are_gone()
    {
        var choice = Choice("anthropic", "a", "b");
        Hold("anthropic", "a", true);
        Fail(await WaitAsync(Ask(choice)), new Signal(SignalKind.KeyRejected));
        var waiting = WaitAsync(Ask(choice));
        Assert.False(waiting.IsCompleted);
        Hold("anthropic", "a", false);
        Assert.Equal("a", Answer(await waiting));
    }

    [Theory]
    [InlineData("KeyRejected", "dead")]
    [InlineData("Exhausted", "exhausted")]
    [InlineData("Overloaded", "paused")]
    public async Task A_reset_forgets_what_kept_calls_away(string kind, string state)
    {
        var choice = Choice("anthropic", "a");
        Fail(await WaitAsync(Ask(choice)), new Signal(Enum.Parse<SignalKind>(kind), TimeSpan.FromSeconds(60), Message: "no"));
        Assert.Equal(state, Assert.Single(_pacer.Report().Lanes).State);
        _pacer.Look((table, _) =>
        {
            foreach (var lane in table.Lanes)
            {
                lane.Reset();
            }

            return true;
        });
        Assert.Equal((LaneStates.Open, null), (Assert.Single(_pacer.Report().Lanes).State, _pacer.Report().Lanes[0].Reason));
        Answer(await WaitAsync(Ask(choice)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Whatever_is_held_and_resumed_no_attempt_starts_on_a_held_key_and_after_resuming_all_calls_are_served(int seed)
    {
        var random = new Random(seed);
        var (first, second) = (Choice("anthropic", "a", "b"), Choice("openai", "c"));
        Choice[][] plans = [[first], [second], [first, second], [second, first]];
        var (waiting, sent) = (new List<Task<Turn>>(), new List<Reservation>());
        for (var step = 0; step < 600; step++)
        {
            var before = Calls(held: false);
            switch (random.Next(8))
            {
                case 0:
                    var (provider, label) = new[] { ("anthropic", "a"), ("anthropic", "b"), ("openai", "c") }[random.Next(3)];
                    Hold(provider, label, random.Next(2) == 0);
                    break;
                case 1:
                    Drain(random.Next(2) == 0 ? "anthropic" : "openai", random.Next(3) == 0);
                    break;
                case 2:
                    Pass(0.1 * random.Next(1, 4));
                    break;
                case < 5 when sent.Count > 0:
                    var ended = sent[random.Next(sent.Count)];
                    sent.Remove(ended);
                    Answer(ended);
                    break;
                default:
                    waiting.Add(WaitAsync(Ask(plans[random.Next(plans.Length)])));
                    break;
            }

            Assert.All(Calls(held: true), lane => Assert.Equal(before.GetValueOrDefault(lane.Key), lane.Value));
            await TakeAsync(waiting, sent);
        }

        foreach (var (provider, label) in new[] { ("anthropic", "a"), ("anthropic", "b"), ("openai", "c") })
        {
            Hold(provider, label, false);
            Drain(provider, false);
        }

        while (waiting.Count > 0)
        {
            Assert.True(sent.Count > 0 || _pacer.Report().Queues.Sum(queue => queue.Waiting) < waiting.Count, "Calls wait, though nothing is held and nothing is under way.");
            sent.ForEach(Answer);
            sent.Clear();
            await Task.WhenAny(waiting);
            await TakeAsync(waiting, sent);
        }

        sent.ForEach(Answer);
        Assert.Equal(0, _pacer.Report().Unsettled);
    }

    /// <summary>How many attempts each lane has had.</summary>
    private Dictionary<(string Provider, string Label), long> Calls(bool held) => _pacer.Look((table, _) =>
        table.Lanes.Where(lane => !held || lane.IsHeld).ToDictionary(lane => (lane.Provider, lane.Key.Label), lane => lane.Calls));

    private static async Task TakeAsync(List<Task<Turn>> waiting, List<Reservation> sent)
    {
        foreach (var call in waiting.Where(call => call.IsCompleted).ToList())
        {
            sent.Add(Assert.IsType<Reservation>((await call).Reservation));
            waiting.Remove(call);
        }
    }

    private void Hold(string provider, string label, bool held) => _pacer.Look((table, _) => table.Holds.Hold(provider, label, held));

    private void Drain(string provider, bool held) => _pacer.Look((table, _) => table.Holds.Hold(provider, held));

    private Task<Turn> WaitAsync(Ticket ticket) => _pacer.WaitAsync(ticket, CancellationToken.None).AsTask();

    private static string Answer(Turn turn)
    {
        Answer(turn.Reservation!);
        return turn.Reservation!.Key.Label;
    }

    private static void Answer(Reservation reservation)
    {
        reservation.Answered(null, null);
        reservation.Dispose();
    }

    private static void Fail(Turn turn, Signal signal)
    {
        using var reservation = turn.Reservation!;
        reservation.Failed(signal, default);
    }

    private Ticket Ask(params Choice[] choices) => Ask(Terms.Default, 600, choices);

    private Ticket Ask(Terms terms, double patience, params Choice[] choices) =>
        _pacer.Open("agent", new Demand(10, null, PromptBlocks.None, 1), choices, terms, TimeSpan.FromSeconds(patience));

    private static Choice Choice(string provider, params string[] keys) =>
        new(new Target(Providers.Named(provider), "m"), "m", [.. keys.Select(label => new Credential(label, "secret"))]);

    private void Pass(double seconds)
    {
        for (var left = seconds; left > 1e-9; left -= 0.1)
        {
            _clock.Advance(TimeSpan.FromSeconds(Math.Min(0.1, left)));
        }
    }
}

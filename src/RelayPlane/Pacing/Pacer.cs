using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Metering;
using RelayPlane.Routing;
using RelayPlane.Upstream;

namespace RelayPlane.Pacing;

/// <summary>
/// The room's front: a call asks for a turn and waits in a fair queue until it fits the limits of one of its choices. It outlives any config.
/// One lock guards all of it: what is done under it takes microseconds, and queues that share calls could not be guarded singly.
/// </summary>
internal sealed class Pacer : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly Pump _pump;
    private bool _draining;

    public Pacer(TimeProvider clock, Random random)
    {
        (_clock, _start) = (clock, clock.GetTimestamp());
        Table = new PoolTable(clock, random, Ring);
        _pump = new Pump((choice, now) => Table.Of(choice, now), Grant, End);
    }

    /// <summary>What was learned so far; to be looked at under <see cref="Look"/>.</summary>
    private PoolTable Table { get; }

    private WallClock Wall => new(Now, _clock.GetUtcNow());

    private double Now => _clock.GetElapsedTime(_start).TotalSeconds;

    /// <param name="agent">Whose share of the limits the call takes.</param>
    /// <param name="choices">Where it may go; at least one.</param>
    /// <param name="patience">How long it may take.</param>
    public Ticket Open(string agent, Demand demand, IReadOnlyList<Choice> choices, Terms terms, TimeSpan patience) =>
        new(agent, demand, choices, terms, Now, patience.TotalSeconds);

    /// <summary>Waits for the call's turn. After a turn that came to nothing it may be asked again, and the call keeps its place.</summary>
    public ValueTask<Turn> WaitAsync(Ticket ticket, CancellationToken cancel)
    {
        Task<Turn> waiting;
        lock (_lock)
        {
            var now = Now;
            Asked(ticket, now);
            if (Refuse(ticket, now) is { } no)
            {
                return new(no);
            }

            ticket.Queued = now;
            ticket.WaitedFor = WaitsFor.Nothing;
            if (!ticket.Terms.Waits)
            {
                return new(AtOnce(ticket, now));
            }

            if (NoQueue(ticket, now) is { } served)
            {
                return new(served);
            }

            ticket.Waiting = new TaskCompletionSource<Turn>(TaskCreationOptions.RunContinuationsAsynchronously);
            _pump.Join(ticket, 0, now);
            _pump.Run(now);
            if (ticket.Waiting is not { } still)
            {
                return new(ticket.Served);
            }

            waiting = still.Task;
        }

        return new(WaitAsync(ticket, waiting, cancel));
    }

    /// <summary>Whether the failing target may be sent this call again just now.</summary>
    internal bool MayRetry(Pool pool)
    {
        lock (_lock)
        {
            return pool.Retries.TryTake(Now);
        }
    }

    /// <summary>How long until the call's deadline; negative after it.</summary>
    public TimeSpan Remaining(Ticket ticket) => TimeSpan.FromSeconds(ticket.Deadline - Now);

    /// <summary>Takes no more calls and ends the waits of those that are queued.</summary>
    public void Drain()
    {
        lock (_lock)
        {
            _draining = true;
            foreach (var pool in Table.Pools)
            {
                while (pool.Queue.MostUrgent() is { } place)
                {
                    End(place.Ticket, new NoTurn(WaitEnding.Draining));
                }
            }
        }
    }

    /// <summary>Looks at, or changes, what was learned.</summary>
    /// <param name="look">Is given the pools and the clock's seconds, and must not keep the former.</param>
    public T Look<T>(Func<PoolTable, double, T> look)
    {
        lock (_lock)
        {
            var now = Now;
            var seen = look(Table, now);
            foreach (var pool in Table.Pools)
            {
                _pump.Stir(pool);
            }

            _pump.Run(now);
            return seen;
        }
    }

    /// <summary>The config's keys, whenever it changes.</summary>
    public void Configure(IEnumerable<(Provider Provider, Credential Key)> keys)
    {
        lock (_lock)
        {
            Table.Configure(keys, Now);
        }
    }

    /// <summary>What is known now.</summary>
    public PacingReport Report()
    {
        lock (_lock)
        {
            return Reporting.Of(Table, Wall);
        }
    }

    /// <summary>What should survive a restart.</summary>
    public PacingMemory Remember()
    {
        lock (_lock)
        {
            return Remembering.Of(Table, Wall);
        }
    }

    /// <summary>Takes up what an earlier run left. To be called before the first call.</summary>
    public void Restore(PacingMemory memory)
    {
        lock (_lock)
        {
            Table.Left = new Recollection(memory, Wall);
        }
    }

    public void Dispose()
    {
        Drain();
        lock (_lock)
        {
            foreach (var pool in Table.Pools)
            {
                pool.Wake?.Dispose();
            }
        }
    }

    /// <summary>How long a target usually takes to its first token, by the quickest of its keys and the models that share its limits; null where none has answered yet.</summary>
    public TimeSpan? UsualFirstToken(Target target)
    {
        var modelClass = target.Provider.Profile.ClassOf(target.Model);
        lock (_lock)
        {
            return Table.Lanes.Where(lane => lane.Provider == target.Provider.Name && lane.Class == modelClass).Min(lane => lane.FirstToken.Usual) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        }
    }

    internal TimeSpan FirstTokenOf(Lane lane)
    {
        lock (_lock)
        {
            return TimeSpan.FromSeconds(lane.FirstToken.Timeout);
        }
    }

    internal void Observe(Reservation reservation, LimitReport report) => Change(reservation, (lane, now) => lane.Mirror.Observe(report, reservation.Reserved, now));

    internal void Answered(Reservation reservation, TimeSpan? firstToken, TokenUsage? input) =>
        Change(reservation, (lane, now) => Lessons.Answered(lane, reservation, firstToken, input, now));

    internal void Failed(Reservation reservation, Signal signal, LimitReport report, ProviderWords? words) =>
        Change(reservation, (lane, now) => Lessons.Failed(lane, reservation, signal, report, words, now, signal.Until is { } until ? now + (until - _clock.GetUtcNow()).TotalSeconds : null));

    internal void Broke(Reservation reservation) => Change(reservation, (lane, now) => lane.Breaker.Failed(reservation.Ticket.Demand.Body, unreached: false, now));

    internal void Settle(Reservation reservation, TokenUsage? usage) => Change(reservation, (lane, now) => Lessons.Settled(lane, reservation, usage, now));

    private void Change(Reservation reservation, Action<Lane, double> change)
    {
        lock (_lock)
        {
            var now = Now;
            change(reservation.Lane, now);
            _pump.Stir(reservation.Pool);
            _pump.Run(now);
        }
    }

    private void Asked(Ticket ticket, double now)
    {
        if (ticket.Turns == 0)
        {
            var pool = Table.Of(ticket.Choices[0], now);
            pool.Asked.Add(pool.Estimate(ticket.Demand, now), now);
        }
    }

    private NoTurn? Refuse(Ticket ticket, double now)
    {
        if (_draining)
        {
            return new NoTurn(WaitEnding.Draining);
        }

        var remaining = ticket.Deadline - now;
        if (remaining <= 0)
        {
            return new NoTurn(WaitEnding.TooLate, ticket.WaitedFor, 0);
        }

        // A call that has been let in before is not turned away for those that came after it.
        var least = double.PositiveInfinity;
        for (var choice = 0; choice < ticket.Choices.Count && ticket.Turns == 0; choice++)
        {
            least = Math.Min(least, Table.Of(ticket.Choices[choice], now).Expect(ticket.Agent, remaining));
        }

        return ticket.Turns == 0 && least > 1.1 * remaining ? new NoTurn(WaitEnding.TooLate, WaitsFor.InputTokens, least) : null;
    }

    /// <summary>Where waiting is off, a call goes at once or not at all.</summary>
    private Turn AtOnce(Ticket ticket, double now)
    {
        NoTurn? why = null;
        foreach (var choice in ticket.Choices)
        {
            var pool = Table.Of(choice, now);
            var (lane, wait) = pool.Best(ticket.Demand, ticket.Terms.SpillAfter.TotalSeconds, now);
            if (lane is not null && wait.Hope == 2)
            {
                return Grant(ticket, choice, pool, lane);
            }

            why ??= new NoTurn(WaitEnding.NoKey, wait.For, wait.Seconds, lane);
        }

        return why!;
    }

    /// <summary>The usual case: nobody waits, and the call fits.</summary>
    private Reservation? NoQueue(Ticket ticket, double now)
    {
        var pool = Table.Of(ticket.Choices[0], now);
        return pool.Queue.Count == 0 && pool.Best(ticket.Demand, ticket.Terms.SpillAfter.TotalSeconds, now) is ({ } lane, { Seconds: <= 0 })
            ? Grant(ticket, ticket.Choices[0], pool, lane)
            : null;
    }

    private Reservation Grant(Ticket ticket, Choice choice, Pool pool, Lane lane)
    {
        var now = Now;
        ticket.Turns++;
        ticket.Waited += now - ticket.Queued;
        pool.Waits.Add(ticket.Waiting is null ? 0 : now - ticket.Queued, now);
        lane.Calls++;
        lane.Window.Sent();
        lane.KeyState.Probed(now);
        lane.ClassState.Probed(now);
        pool.Retries.Sent();
        return new Reservation(this, ticket, choice, pool, lane, lane.Mirror.Reserve(ticket.Demand, now), lane.Breaker.Sent());
    }

    private void End(Ticket ticket, Turn turn)
    {
        if (turn.None is not null)
        {
            _pump.Leave(ticket, served: null, cost: 0);
            ticket.Waited += Now - ticket.Queued;
        }

        ticket.Served = turn;
        ticket.Waiting?.TrySetResult(turn);
        ticket.Waiting = null;
    }

    private async Task<Turn> WaitAsync(Ticket ticket, Task<Turn> waiting, CancellationToken cancel)
    {
        using var gone = cancel.UnsafeRegister(_ => HangUp(ticket), null);
        return await waiting;
    }

    private void HangUp(Ticket ticket)
    {
        lock (_lock)
        {
            if (ticket.Waiting is not null)
            {
                End(ticket, new NoTurn(WaitEnding.Cancelled));
                _pump.Run(Now);
            }
        }
    }

    private void Ring(Pool pool)
    {
        lock (_lock)
        {
            pool.Wake?.Rang();
            _pump.Stir(pool);
            _pump.Run(Now);
        }
    }
}

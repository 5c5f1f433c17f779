namespace RelayPlane.Pacing;

/// <summary>Serves the queues: whenever something has changed, the call that is due is let through if it fits, and so on until one does not. Guarded by the pacer's lock.</summary>
/// <param name="pools">For the queues of further choices.</param>
/// <param name="grant">Lets a call through at a lane.</param>
/// <param name="end">Ends a call's waiting without a turn.</param>
internal sealed class Pump(Func<Choice, double, Pool> pools, Func<Ticket, Choice, Pool, Lane, Reservation> grant, Action<Ticket, Turn> end)
{
    /// <summary>What is predicted to take so many times the spill time is spilled at once.</summary>
    private const double LongDrain = 3;

    /// <summary>Looks again at least so often while calls wait: margins and guesses change with time alone.</summary>
    private const double LongestNap = 1;
    private readonly Queue<Pool> _stirred = new();

    /// <summary>Puts a call in line for a choice; one that comes back from an attempt stands before its agent's others.</summary>
    public void Join(Ticket ticket, int choice, double now)
    {
        var pool = pools(ticket.Choices[choice], now);
        var tokens = pool.Estimate(ticket.Demand, now);
        ticket.SizeClass ??= pool.SizeClassOf(tokens);
        var place = pool.Queue.Add(ticket, pool, choice, tokens, ticket.SizeClass.Value, front: ticket.Turns > 0);
        ticket.Places.Add(place);
        ticket.Joined = choice + 1;
        if (ticket.Joined < ticket.Choices.Count)
        {
            place.Spill = pool.Spillable.AddLast(place);
        }

        Stir(pool);
    }

    /// <summary>Takes a call out of all its lines.</summary>
    /// <param name="served">The pool that serves it; null for none.</param>
    public void Leave(Ticket ticket, Pool? served, double cost)
    {
        foreach (var place in ticket.Places)
        {
            Remove(place, place.Pool == served ? cost : null);
            Stir(place.Pool);
        }

        ticket.Places.Clear();
    }

    /// <summary>Something changed for this pool.</summary>
    public void Stir(Pool pool)
    {
        if (pool.Queue.Count > 0 && !_stirred.Contains(pool))
        {
            _stirred.Enqueue(pool);
        }
    }

    /// <summary>Serves all pools for which something changed.</summary>
    public void Run(double now)
    {
        while (_stirred.TryDequeue(out var pool))
        {
            foreach (var lane in pool.Lanes)
            {
                lane.Mirror.Grow(now, pool.Queue.Count > 3);
            }

            Serve(pool, now);
        }
    }

    private void Serve(Pool pool, double now)
    {
        while (pool.Queue.MostUrgent() is { } urgent && now >= urgent.Ticket.Deadline)
        {
            end(urgent.Ticket, new NoTurn(WaitEnding.TooLate, urgent.Ticket.WaitedFor, 0));
        }

        while (pool.Queue.Head(now) is { } place)
        {
            var ticket = place.Ticket;
            var (lane, wait) = pool.Best(ticket.Demand, ticket.Terms.SpillAfter.TotalSeconds, now);
            if (lane is not null && wait.Seconds <= 0)
            {
                var cost = pool.Cost(place.Tokens);
                Leave(ticket, pool, cost);
                end(ticket, grant(ticket, ticket.Choices[place.Choice], pool, lane));
                continue;
            }

            ticket.WaitedFor = wait.For;
            if (!wait.IsHopeful)
            {
                GoElsewhere(place, lane, wait, now);
                continue;
            }

            var spill = SpillLongWaits(pool, place, wait.Seconds, now);
            var nap = Math.Min(Math.Min(wait.Seconds, LongestNap), pool.Queue.MostUrgent()!.Ticket.Deadline - now);
            pool.Wake!.In(Math.Min(nap, spill), now);
            return;
        }
    }

    /// <summary>This pool will not serve the call: another may, or none.</summary>
    private void GoElsewhere(Place place, Lane? lane, LaneWait wait, double now)
    {
        var ticket = place.Ticket;
        if (ticket.Joined < ticket.Choices.Count)
        {
            Join(ticket, ticket.Joined, now);
        }

        if (ticket.Places.Count == 1)
        {
            end(ticket, new NoTurn(WaitEnding.NoKey, wait.For, wait.Seconds, lane));
            return;
        }

        Remove(place, null);
        ticket.Places.Remove(place);
    }

    /// <summary>Whoever waits too long, or will, may be served elsewhere as well.</summary>
    /// <returns>Seconds until the next one will have waited too long.</returns>
    private double SpillLongWaits(Pool pool, Place head, double headWait, double now)
    {
        if (pool.Spillable.Count == 0)
        {
            return double.PositiveInfinity;
        }

        var drain = pool.Drain();
        for (var node = pool.Spillable.First; node is not null;)
        {
            var (place, next) = (node.Value, node.Next);
            var (age, after) = (now - place.Ticket.Arrived, place.Ticket.Terms.SpillAfter.TotalSeconds);
            if (age < after && drain <= LongDrain * after && (place != head || age + Math.Min(headWait, 600) <= after))
            {
                return after - age;
            }

            Unspill(place);
            Join(place.Ticket, place.Ticket.Joined, now);
            node = next;
        }

        return double.PositiveInfinity;
    }

    private static void Remove(Place place, double? cost)
    {
        place.Pool.Queue.Remove(place, cost);
        Unspill(place);
    }

    private static void Unspill(Place place)
    {
        if (place.Spill is { } node)
        {
            place.Pool.Spillable.Remove(node);
            place.Spill = null;
        }
    }
}

namespace RelayPlane.Pacing;

/// <summary>
/// The order in which waiting calls are served: first size classes by weight, so that short calls do not stand behind long ones; then agents,
/// each with an equal share of whatever limit it uses most; then first come, first served. Not safe for threads.
/// </summary>
internal sealed class FairQueue
{
    /// <summary>Of a call's whole patience, the last part in which a large call goes before all others.</summary>
    private const double RescueShare = 0.2;
    private const double MostRescue = 120;
    private readonly SizeClass[] _classes = [new(6), new(3), new(1)];
    private readonly Dictionary<string, Load> _loads = [];
    private double _virtual;

    public int Count { get; private set; }

    /// <summary>The estimated input of all waiting calls, in tokens.</summary>
    public double Tokens { get; private set; }

    /// <param name="sizeClass">0 for small to 2 for large.</param>
    public Place Add(Ticket ticket, Pool pool, int choice, double tokens, int sizeClass, bool front)
    {
        var into = _classes[sizeClass];
        if (into.Count == 0)
        {
            into.Start = Math.Max(_virtual, into.Finish);
        }

        var place = new Place(ticket, pool, choice, into.AgentOf(ticket.Agent), tokens);
        into.Add(place, front);
        Count++;
        Tokens += tokens;
        Change(ticket.Agent, tokens, 1);
        return place;
    }

    /// <summary>The call that is due; null for none.</summary>
    public Place? Head(double now)
    {
        for (var large = _classes.Length - 1; large > 0; large--)
        {
            if (_classes[large].MostUrgent() is { } urgent && urgent.Ticket.Deadline - now < Math.Min(MostRescue, urgent.Ticket.Patience * RescueShare))
            {
                return urgent;
            }
        }

        SizeClass? due = null;
        foreach (var one in _classes)
        {
            if (one.Count > 0 && (due is null || one.Start < due.Start))
            {
                due = one;
            }
        }

        return due?.Head();
    }

    /// <summary>The waiting call with the nearest deadline; null for none.</summary>
    public Place? MostUrgent()
    {
        Place? most = null;
        foreach (var one in _classes)
        {
            if (one.MostUrgent() is { } urgent && (most is null || urgent.Ticket.Deadline < most.Ticket.Deadline))
            {
                most = urgent;
            }
        }

        return most;
    }

    /// <param name="cost">What it takes of the scarcest limit, where it is served; null where it only leaves.</param>
    public void Remove(Place place, double? cost)
    {
        var from = place.Agent.SizeClass;
        from.Remove(place, cost);
        Count--;
        Tokens = Count == 0 ? 0 : Math.Max(0, Tokens - place.Tokens);
        Change(place.Ticket.Agent, -place.Tokens, -1);
        if (cost is { } taken)
        {
            _virtual = Math.Max(_virtual, from.Start);
            from.Start = from.Finish = from.Start + (taken / from.Weight);
        }
    }

    /// <summary>What will be served before the last waiting call of this agent, if all agents share alike: so many tokens and calls.</summary>
    public (double Tokens, double Calls) Before(string agent)
    {
        var own = _loads.GetValueOrDefault(agent);
        var (tokens, calls) = (0.0, 0.0);
        foreach (var load in _loads.Values)
        {
            tokens += Math.Min(load.Tokens, own.Tokens);
            calls += Math.Min(load.Calls, own.Calls);
        }

        return (tokens, calls);
    }

    private void Change(string agent, double tokens, int calls)
    {
        var load = _loads.GetValueOrDefault(agent);
        load = new(load.Tokens + tokens, load.Calls + calls);
        if (load.Calls == 0)
        {
            _loads.Remove(agent);
        }
        else
        {
            _loads[agent] = load;
        }
    }

    /// <summary>What one agent has waiting.</summary>
    private readonly record struct Load(double Tokens, int Calls);
}

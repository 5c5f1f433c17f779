namespace RelayPlane.Pacing;

/// <summary>The waiting calls of about one size: start-time fair queueing over agents. Not safe for threads.</summary>
/// <param name="weight">Its share beside the other classes.</param>
internal sealed class SizeClass(double weight)
{
    private const int ManyAgents = 4096;
    private readonly Dictionary<string, AgentQueue> _agents = [];
    private readonly PriorityQueue<(AgentQueue Agent, int Version), (double Start, long Turn)> _order = new();
    private readonly PriorityQueue<Place, double> _deadlines = new();
    private double _virtual;
    private long _turn;

    public double Weight => weight;

    /// <summary>The virtual time at which the class is next due.</summary>
    public double Start { get; set; }

    public double Finish { get; set; }

    public int Count { get; private set; }

    public AgentQueue AgentOf(string agent)
    {
        if (!_agents.TryGetValue(agent, out var queue))
        {
            if (_agents.Count >= ManyAgents)
            {
                ForgetIdle();
            }

            _agents[agent] = queue = new AgentQueue(agent, this);
        }

        return queue;
    }

    public void Add(Place place, bool front)
    {
        var agent = place.Agent;
        var wasIdle = agent.Calls.Count == 0;
        place.Node = front ? agent.Calls.AddFirst(place) : agent.Calls.AddLast(place);
        Count++;
        _deadlines.Enqueue(place, place.Ticket.Deadline);
        if (wasIdle)
        {
            agent.Start = Math.Max(_virtual, agent.Finish);
            Order(agent);
        }
    }

    /// <summary>The call that is due; null for none.</summary>
    public Place? Head()
    {
        while (_order.TryPeek(out var next, out _))
        {
            if (next.Version == next.Agent.Version && next.Agent.Calls.First is { } first)
            {
                return first.Value;
            }

            _order.Dequeue();
        }

        return null;
    }

    /// <summary>The waiting call with the nearest deadline; null for none.</summary>
    public Place? MostUrgent()
    {
        while (_deadlines.TryPeek(out var next, out _))
        {
            if (next.Waits)
            {
                return next;
            }

            _deadlines.Dequeue();
        }

        return null;
    }

    /// <param name="cost">What it takes of the scarcest limit, where it is served; null where it only leaves.</param>
    public void Remove(Place place, double? cost)
    {
        var agent = place.Agent;
        agent.Calls.Remove(place.Node!);
        place.Node = null;
        Count--;
        if (cost is { } taken)
        {
            _virtual = Math.Max(_virtual, agent.Start);
            agent.Start = agent.Finish = agent.Start + taken;
            if (agent.Calls.Count > 0)
            {
                Order(agent);
            }
        }

        if (_deadlines.Count > 64 && _deadlines.Count > 2 * Count)
        {
            Compact();
        }
    }

    private void Order(AgentQueue agent) => _order.Enqueue((agent, ++agent.Version), (agent.Start, ++_turn));

    private void Compact()
    {
        var waiting = _deadlines.UnorderedItems.Where(item => item.Element.Waits).ToArray();
        _deadlines.Clear();
        _deadlines.EnqueueRange(waiting.Select(item => (item.Element, item.Priority)));
    }

    /// <summary>An agent whose service lies in the past is as good as new.</summary>
    private void ForgetIdle()
    {
        foreach (var (name, agent) in _agents)
        {
            if (agent.Calls.Count == 0 && agent.Finish <= _virtual)
            {
                _agents.Remove(name);
            }
        }
    }
}

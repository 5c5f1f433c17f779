using RelayPlane.Routing;

namespace RelayPlane.Pacing;

/// <summary>One call's claim to be served before its deadline, kept over all its attempts so that a retry does not lose its place. What is not private to the caller is guarded by the pacer's lock.</summary>
/// <param name="agent">Whose share of the limits it takes.</param>
/// <param name="choices">Where it may go, in order of preference.</param>
/// <param name="arrived">When it came, in seconds of the pacer's clock.</param>
/// <param name="patience">Seconds until its deadline.</param>
internal sealed class Ticket(string agent, Demand demand, IEnumerable<Choice> choices, Terms terms, double arrived, double patience)
{
    private readonly List<Choice> _choices = [.. choices];

    public string Agent => agent;

    public Demand Demand => demand;

    /// <summary>Where it may still go, in order of preference. Does not change while it waits.</summary>
    public IReadOnlyList<Choice> Choices => _choices;

    public Terms Terms => terms;

    public double Arrived => arrived;

    public double Patience => patience;

    public double Deadline => arrived + patience;

    /// <summary>How often it has been let through.</summary>
    public int Turns { get; set; }

    /// <summary>How long it has stood in queues, in seconds.</summary>
    public double Waited { get; set; }

    /// <summary>What it last waited for.</summary>
    public WaitsFor WaitedFor { get; set; }

    /// <summary>How many of the choices it stands in line for now, from the first.</summary>
    public int Joined { get; set; }

    /// <summary>Its places in queues.</summary>
    public List<Place> Places { get; } = new(1);

    /// <summary>When it last came into a queue.</summary>
    public double Queued { get; set; }

    /// <summary>Its size, as seen at its first queue; null before.</summary>
    public int? SizeClass { get; set; }

    /// <summary>What its last waiting came to.</summary>
    public Turn Served { get; set; }

    /// <summary>Completed by the turn it waits for; null while it does not wait.</summary>
    public TaskCompletionSource<Turn>? Waiting { get; set; }

    /// <summary>A choice that has failed comes after the others.</summary>
    public void Demote(Choice choice)
    {
        if (_choices.Remove(choice))
        {
            _choices.Add(choice);
        }
    }

    /// <summary>From now on the call may go elsewhere.</summary>
    public void Reach(IEnumerable<Choice> choices)
    {
        _choices.Clear();
        _choices.AddRange(choices);
    }

    /// <summary>A choice that can never serve the call is tried no more.</summary>
    /// <returns>Whether another is left.</returns>
    public bool GiveUp(Choice choice)
    {
        _choices.Remove(choice);
        return _choices.Count > 0;
    }
}

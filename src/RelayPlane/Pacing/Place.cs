namespace RelayPlane.Pacing;

/// <summary>A waiting call's place in one queue. A call may have places in several: the first that serves it takes it out of all.</summary>
/// <param name="tokens">The call's estimated uncached input, as it was when it came.</param>
internal sealed class Place(Ticket ticket, Pool pool, int choice, AgentQueue agent, double tokens)
{
    public Ticket Ticket => ticket;

    public Pool Pool => pool;

    /// <summary>Which of the ticket's choices the pool is.</summary>
    public int Choice => choice;

    public AgentQueue Agent => agent;

    public double Tokens => tokens;

    /// <summary>Where it stands among its agent's calls; null once it has left.</summary>
    public LinkedListNode<Place>? Node { get; set; }

    /// <summary>Where it stands among those that may spill; null where it may not, or has.</summary>
    public LinkedListNode<Place>? Spill { get; set; }

    public bool Waits => Node is not null;
}

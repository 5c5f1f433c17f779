namespace RelayPlane.Pacing;

/// <summary>The waiting calls of one agent in one size class, and its standing in the fair order.</summary>
internal sealed class AgentQueue(string agent, SizeClass sizeClass)
{
    public string Agent => agent;

    public SizeClass SizeClass => sizeClass;

    public LinkedList<Place> Calls { get; } = new();

    /// <summary>The virtual time at which its next call is due.</summary>
    public double Start { get; set; }

    /// <summary>The virtual time up to which it has been served.</summary>
    public double Finish { get; set; }

    /// <summary>Tells the entry in the order that counts from older ones.</summary>
    public int Version { get; set; }
}

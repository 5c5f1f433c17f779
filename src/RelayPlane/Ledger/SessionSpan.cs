namespace RelayPlane.Ledger;

/// <summary>From when to when a session was seen, and what finds the costliest ones.</summary>
internal sealed class SessionSpan
{
    public long FirstMs { get; private set; } = long.MaxValue;

    public long LastMs { get; private set; } = long.MinValue;

    public long Requests { get; private set; }

    public long CostNano { get; private set; }

    public void Add(long atMs, Tally sums)
    {
        FirstMs = Math.Min(FirstMs, atMs);
        LastMs = Math.Max(LastMs, atMs);
        Requests += sums.Requests;
        CostNano += sums.CostNano;
    }
}

using RelayPlane.Ledger;

namespace RelayPlane.Gateway;

/// <summary>What <c>/health</c> counts since the start. Written from every call, read by one.</summary>
internal sealed class Counters
{
    private long _calls;
    private long _open;
    private long _failed;
    private long _limited;

    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Calls on the road at this moment.</summary>
    public long Open => Interlocked.Read(ref _open);

    /// <summary>Calls that the client saw fail through no fault of its own.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Calls that clients saw refused for limits or load: by us, or by a provider whose refusal could have been waited out.</summary>
    public long Limited => Interlocked.Read(ref _limited);

    public void Started()
    {
        Interlocked.Increment(ref _calls);
        Interlocked.Increment(ref _open);
    }

    public void WasLimited() => Interlocked.Increment(ref _limited);

    public void Ended(Outcome outcome)
    {
        Interlocked.Decrement(ref _open);
        if (outcome == Outcome.Failed)
        {
            Interlocked.Increment(ref _failed);
        }
    }
}

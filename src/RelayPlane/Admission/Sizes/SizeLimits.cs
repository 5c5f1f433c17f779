using RelayPlane.Dialects;
using RelayPlane.Ledger;

namespace RelayPlane.Admission.Sizes;

/// <summary>Keeps single calls within <c>limits</c>: of the whole gateway, its route, its client and its model.</summary>
internal sealed class SizeLimits
{
    private long _judged;
    private long _ended;

    public OrRefusal<Asking> Judge(Asking asking)
    {
        Interlocked.Increment(ref _judged);
        return asking;
    }

    /// <summary>Learns from what the provider reported.</summary>
    public void Ended(CallEntry entry) => Interlocked.Exchange(ref _ended, entry.At.ToUnixTimeMilliseconds());
}

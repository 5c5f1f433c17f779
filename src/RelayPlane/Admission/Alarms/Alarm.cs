using RelayPlane.Dialects;
using RelayPlane.Ledger;

namespace RelayPlane.Admission.Alarms;

/// <summary>Watches calls for what is unusual (<c>anomaly</c>) and tells who asked to be told (<c>alerts</c>).</summary>
internal sealed class Alarm
{
    private long _judged;
    private long _ended;

    public OrRefusal<Asking> Judge(Asking asking)
    {
        Interlocked.Increment(ref _judged);
        return asking;
    }

    public void Ended(CallEntry entry) => Interlocked.Exchange(ref _ended, entry.At.ToUnixTimeMilliseconds());
}

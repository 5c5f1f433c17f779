using RelayPlane.Pacing;

namespace RelayPlane.Dispatch;

/// <summary>What dispatching a call has come to so far: written as it happens, so that it is known however the call ends.</summary>
internal sealed class Trail
{
    /// <summary>Every attempt that was sent, in order.</summary>
    public List<Attempt> Attempts { get; } = new(1);

    /// <summary>Asked after an attempt that failed but used something, whether the call's money suffices for another; null where nobody counts.</summary>
    public Func<Attempt, bool>? MayGoOn { get; set; }

    /// <summary>How long the call stood in queues.</summary>
    public TimeSpan Queued { get; set; }

    /// <summary>What it waited for last.</summary>
    public WaitsFor WaitedFor { get; set; }
}

using RelayPlane.Pacing;

namespace RelayPlane.Dispatch;

/// <summary>What dispatching a call has come to so far: written as it happens, so that it is known however the call ends.</summary>
internal sealed class Trail
{
    /// <summary>Every attempt that was sent, in order.</summary>
    public List<Attempt> Attempts { get; } = new(1);

    /// <summary>Asked after an attempt that failed but used something, whether the call's money suffices for another; null where nobody counts.</summary>
    public Func<Attempt, bool>? MayGoOn { get; set; }

    /// <summary>Makes an estimate of what an attempt used whose provider did not come to say it, given what was asked for there; null where nobody does.</summary>
    public Func<Attempt, Endpoint, Attempt>? Estimate { get; set; }

    /// <summary>Whether the call climbed its ladder before it was sent at all, so that no attempt can be marked with it: where it would have begun it would have had to wait for too long.</summary>
    public bool Spilled { get; set; }

    /// <summary>How long the call stood in queues.</summary>
    public TimeSpan Queued { get; set; }

    /// <summary>What it waited for last.</summary>
    public WaitsFor WaitedFor { get; set; }
}

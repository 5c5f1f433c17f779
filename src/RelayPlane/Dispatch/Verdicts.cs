using RelayPlane.Pacing;

namespace RelayPlane.Dispatch;

/// <summary>Says what a status means for the attempt. Pure.</summary>
internal static class Verdicts
{
    public static Verdict Of(int status) => status switch
    {
        < 400 => Verdict.Answered,
        429 => Verdict.RateLimited,
        503 or 529 => Verdict.Overloaded,
        408 or 504 => Verdict.TimedOut,
        >= 500 => Verdict.Faulted,
        _ => Verdict.Rejected,
    };

    public static Verdict Of(Signal signal) => signal.Kind switch
    {
        SignalKind.Answered => Verdict.Answered,
        SignalKind.RateLimited or SignalKind.TooLarge or SignalKind.Accelerating or SignalKind.Exhausted => Verdict.RateLimited,
        SignalKind.Overloaded => Verdict.Overloaded,
        SignalKind.TimedOut => Verdict.TimedOut,
        SignalKind.Cancelled => Verdict.Cancelled,
        SignalKind.Rejected or SignalKind.KeyRejected or SignalKind.ContextLength or SignalKind.ModelNotFound => Verdict.Rejected,
        _ => Verdict.Faulted,
    };
}

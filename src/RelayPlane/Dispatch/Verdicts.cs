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
}

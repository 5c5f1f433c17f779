using RelayPlane.Pacing;

namespace RelayPlane.Dispatch;

/// <summary>What to do after an attempt that brought no content. Pure: the whole of what retrying means stands here.</summary>
internal static class AttemptPolicy
{
    /// <summary>So many failures of a target that answers others, and it is the call that fails.</summary>
    private const int MostStrikes = 5;

    /// <summary>So many failures of one target, and another comes first.</summary>
    public const int PerTarget = 2;

    public static Next After(Failure failure) => Patient(failure) switch
    {
        // Where waiting is off, each target has one attempt.
        Next.AgainInTurn or Next.AgainLater or Next.OtherFirst when !failure.Waits => failure.HasOther ? Next.OnlyOthers : Next.PassOn,
        var next => next,
    };

    private static Next Patient(Failure failure) => failure.Signal.Kind switch
    {
        SignalKind.Cancelled => Next.Stop,
        _ when !failure.MayRepeat => Next.PassOn,
        _ when failure.Triggers && failure.HasOther => IsLasting(failure) ? Next.OnlyOthers : Next.OtherFirst,

        // The pacer knows when, and with which key; a client's own key has no other.
        SignalKind.RateLimited or SignalKind.Accelerating or SignalKind.TooLarge => Next.AgainInTurn,
        SignalKind.Exhausted when failure.ClientsKey => failure.HasOther ? Next.OnlyOthers : Next.PassOn,
        SignalKind.Exhausted => Next.AgainInTurn,
        SignalKind.KeyRejected => failure.ClientsKey ? Next.PassOn : Next.AgainInTurn,

        SignalKind.ContextLength or SignalKind.ModelNotFound when failure.FallsBack && failure.HasOther => Next.OnlyOthers,
        SignalKind.Rejected or SignalKind.ContextLength or SignalKind.ModelNotFound => Next.PassOn,

        // A hang or a closed door: whoever else there is comes first.
        SignalKind.Unreachable or SignalKind.TimedOut when failure.HasOther => Next.OtherFirst,
        SignalKind.Unreachable => Next.AgainLater,

        SignalKind.Overloaded => Failing(failure),
        _ when failure.Strikes >= MostStrikes => Next.PassOn,
        _ => Failing(failure),
    };

    /// <summary>Whether this target would say the same again.</summary>
    private static bool IsLasting(Failure failure) => failure.Signal.Kind switch
    {
        SignalKind.Rejected or SignalKind.ContextLength or SignalKind.ModelNotFound => true,
        SignalKind.Exhausted or SignalKind.KeyRejected => failure.ClientsKey,
        _ => false,
    };

    private static Next Failing(Failure failure) => failure.HasOther && failure.AtTarget >= PerTarget ? Next.OtherFirst : Next.AgainLater;
}

/// <summary>An attempt that brought no content, and where the call stands with it.</summary>
/// <param name="Signal">What it told.</param>
/// <param name="AtTarget">Failures at this target so far, this one included.</param>
/// <param name="Strikes">Failures of targets that were answering others, so that they may be the call's own.</param>
/// <param name="HasOther">Whether the plan has another target for it.</param>
/// <param name="ClientsKey">Whether the key was the client's own.</param>
/// <param name="FallsBack">Whether the route lets this mistake go on to the next target.</param>
/// <param name="Triggers">Whether the config names this status as one to go on from.</param>
/// <param name="MayRepeat">Whether the request can and may be sent again at all.</param>
/// <param name="Waits">Whether the call may wait; else it has one attempt at each target.</param>
internal readonly record struct Failure(
    Signal Signal, int AtTarget, int Strikes, bool HasOther, bool ClientsKey, bool FallsBack, bool Triggers, bool MayRepeat, bool Waits = true);

/// <summary>What comes after a failed attempt.</summary>
internal enum Next
{
    /// <summary>Nobody is there to answer.</summary>
    Stop,

    /// <summary>The client is told what the provider said, or what broke.</summary>
    PassOn,

    /// <summary>Asks for another turn at once: the pacer makes it wait as long as it must.</summary>
    AgainInTurn,

    /// <summary>After a pause, asks for another turn.</summary>
    AgainLater,

    /// <summary>Asks for another turn, and the other targets are asked first; after a pause where that is no way out.</summary>
    OtherFirst,

    /// <summary>Asks for a turn at the other targets only.</summary>
    OnlyOthers,
}

namespace RelayPlane.Pacing;

/// <summary>What waiting came to: a reservation to send with, or why there is none.</summary>
internal readonly record struct Turn(Reservation? Reservation, NoTurn? None)
{
    public static implicit operator Turn(Reservation reservation) => new(reservation, null);

    public static implicit operator Turn(NoTurn none) => new(null, none);
}

/// <summary>Why a call is not let through.</summary>
/// <param name="Ending">How it ended.</param>
/// <param name="For">What it would wait for.</param>
/// <param name="Expected">How long it would have to, in seconds; infinite where nobody knows.</param>
/// <param name="Lane">The lane that stands in the way, where it is one key's trouble.</param>
internal sealed record NoTurn(WaitEnding Ending, WaitsFor For = WaitsFor.Nothing, double Expected = double.PositiveInfinity, Lane? Lane = null);

/// <summary>The ways in which waiting ends without a turn.</summary>
internal enum WaitEnding
{
    /// <summary>The deadline passed, or cannot be met.</summary>
    TooLate,

    /// <summary>No key of any choice can be used before the deadline, or the call fits none.</summary>
    NoKey,

    /// <summary>The client hung up.</summary>
    Cancelled,

    /// <summary>The gateway is shutting down.</summary>
    Draining,
}

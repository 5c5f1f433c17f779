namespace RelayPlane.Ledger.Deliveries;

/// <summary>What a <see cref="DeliveryTally"/> adds up, in the order of the columns of <c>deliveries</c>.</summary>
internal enum DeliverySum
{
    /// <summary>Calls; each counts once, where its last attempt was made.</summary>
    Requests,
    Errors,

    /// <summary>Attempts that cost something, where they were made.</summary>
    Runs,
    Unpriced,
    CostNano,

    /// <summary>Calls that were answered after at least one refused attempt.</summary>
    AbsorbedCalls,

    /// <summary>Of these calls, the attempts that were refused for a limit; the next ones likewise.</summary>
    RateLimited,
    Overloaded,
    Faulted,
    TimedOut,

    /// <summary>Calls that stood in a queue.</summary>
    WaitedCalls,
    WaitedUs,

    /// <summary>Calls that another target than the first of the plan answered.</summary>
    Fallbacks,

    /// <summary>Calls whose client was told to come back later.</summary>
    Seen,
}

/// <summary>What of a delivery is kept as a histogram, in the order of the columns of <c>deliveries</c>.</summary>
internal enum DeliverySpread
{
    Queue,

    /// <summary>From arrival to the first byte for the client, of calls that were not refused.</summary>
    FirstToken,

    /// <summary>Output tokens in a thousand seconds, from the first byte on, of answers that came as a stream.</summary>
    Speed,
    Total,
}

/// <summary>The columns, in their order.</summary>
internal static class DeliveryColumns
{
    public static IReadOnlyList<string> Sums { get; } =
    [
        "requests", "errors", "runs", "unpriced", "cost_nano", "absorbed_calls", "rate_limited", "overloaded", "faulted", "timed_out", "waited_calls",
        "waited_us", "fallbacks", "seen",
    ];

    public static IReadOnlyList<string> Spreads { get; } = ["queue", "first_token", "speed", "total"];
}

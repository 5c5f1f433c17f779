namespace RelayPlane.Benchmarks.Pacing;

/// <summary>What the client saw of one call. Times are seconds from the start of the run.</summary>
/// <param name="Arrival">The call.</param>
/// <param name="Lag">How much later than due it was sent.</param>
/// <param name="Status">The HTTP status; 0 where none came.</param>
/// <param name="Ending">How it ended.</param>
/// <param name="FirstContent">When content came; null where none did.</param>
/// <param name="Error">What was said, or broke; for a person.</param>
/// <param name="IsFinal">Whether an error told the client not to retry.</param>
/// <param name="QueueMs">What the gateway says it waited.</param>
/// <param name="Attempts">How many attempts the gateway says it took.</param>
internal sealed record CallResult(
    Arrival Arrival, double Lag, int Status, Ending Ending, double? FirstContent, string? Error, bool IsFinal, double? QueueMs, int? Attempts)
{
    /// <summary>The name under which the sandbox sees it.</summary>
    public string Name => NameOf(Arrival);

    public static string NameOf(Arrival arrival) => arrival.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>How a call ended for its client.</summary>
internal enum Ending
{
    /// <summary>A whole reply.</summary>
    Answered,

    /// <summary>429, or a stream that says so.</summary>
    RateLimited,

    /// <summary>5xx, or a stream that says so.</summary>
    Failed,

    /// <summary>Any other refusal.</summary>
    Refused,

    /// <summary>The reply broke off, or never came.</summary>
    Broken,
}

using RelayPlane.Metering;
using RelayPlane.Routing;

namespace RelayPlane.Dispatch;

/// <summary>One try at one target: first as it was sent, then, by <c>with</c>, as it ended.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Target">Where it went.</param>
/// <param name="Key">The label of the key it carried; never the key.</param>
/// <param name="At">When it was sent.</param>
/// <param name="Started">The clock's timestamp at that moment, for durations that no clock change can bend.</param>
internal sealed record Attempt(int Number, Target Target, string Key, DateTimeOffset At, long Started)
{
    /// <summary>Until the attempt has ended, what it would be if nothing more came.</summary>
    public Verdict Verdict { get; init; } = Verdict.Faulted;

    public int? Status { get; init; }

    /// <summary>The provider's own request id.</summary>
    public string? RequestId { get; init; }

    /// <summary>From sending to the first byte of the reply's body.</summary>
    public TimeSpan? FirstByte { get; init; }

    public TimeSpan Total { get; init; }

    /// <summary>What opening a connection for it took; null where one was open.</summary>
    public TimeSpan? Connect { get; init; }

    public Reading Reading { get; init; } = Reading.None;

    /// <summary>What it is taken to have used, where its provider did not come to say it; null where it did, or nothing came.</summary>
    public TokenUsage? Estimate { get; init; }

    public string? Error { get; init; }

    /// <summary>What made the call climb to the next model after it; null where nothing did.</summary>
    public EscalateOn? Escalated { get; init; }
}

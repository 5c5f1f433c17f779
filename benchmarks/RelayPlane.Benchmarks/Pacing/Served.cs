namespace RelayPlane.Benchmarks.Pacing;

/// <summary>What became of a call, in the gateway's run and in the oracle's alike.</summary>
/// <param name="Arrival">The call.</param>
/// <param name="Wait">Seconds from its arrival until the provider let in the attempt that answered; null where it was not answered.</param>
internal readonly record struct Served(Arrival Arrival, double? Wait);

/// <summary>What reached a provider's key and was let in: when, in seconds from the start, and what it took from the limits.</summary>
internal readonly record struct Admitted(double At, long Tokens);

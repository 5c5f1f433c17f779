namespace RelayPlane.Ledger;

/// <summary>What an attempt cost less or more than it would have otherwise, in nano-dollars at list rates; null where it cannot be known.</summary>
/// <param name="Cache">What reading from a cache saved, less what writing to it cost beyond plain input; below 0 where writing cost more.</param>
/// <param name="Routing">What the model that was asked for would have cost for the same usage, less what the first target costs.</param>
/// <param name="Fallback">What was paid because the first target did not answer: this attempt's cost if it was in vain, else what it cost beyond the first target's rates.</param>
internal readonly record struct Savings(long? Cache, long? Routing, long? Fallback);

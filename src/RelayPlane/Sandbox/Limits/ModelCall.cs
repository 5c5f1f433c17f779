namespace RelayPlane.Sandbox.Limits;

/// <summary>What the provider model needs to know of a call, in tokens.</summary>
/// <param name="Input">All input.</param>
/// <param name="Output">What the reply will come to.</param>
/// <param name="MaxOutput">The limit that the client set, or the provider's default.</param>
/// <param name="Blocks">Ids of the prompt's blocks of 512 tokens, from its start; equal prefixes have equal ids.</param>
internal sealed record ModelCall(long Input, long Output, long MaxOutput, IReadOnlyList<long> Blocks);

/// <summary>What the provider decided on a call.</summary>
/// <param name="Refused">The limit that was in the way; null where the call is admitted.</param>
/// <param name="RetryAfter">Whole seconds, where refused.</param>
/// <param name="State">What its headers say.</param>
/// <param name="Estimate">What was taken from the input bucket.</param>
/// <param name="Actual">What should have been.</param>
/// <param name="Uncached">Input tokens that no cache held.</param>
/// <param name="FirstToken">Seconds to the first token.</param>
internal sealed record Decision(
    Limit? Refused, int RetryAfter, RateState State, double Estimate = 0, double Actual = 0, long Uncached = 0, double FirstToken = 0)
{
    /// <summary>Tokens per second of the reply, from its first token on.</summary>
    public double Speed { get; set; }
}

/// <summary>The limit that a call ran into.</summary>
internal enum Limit
{
    Requests,
    InputTokens,
    OutputTokens,
}

/// <summary>The limits as a reply's headers report them. Tokens are rounded to thousands; resets are seconds until full.</summary>
internal sealed record RateState(
    double RequestLimit, double RequestsLeft, double RequestReset,
    double InputLimit, double InputLeft, double InputReset,
    double OutputLimit, double OutputLeft, double OutputReset);

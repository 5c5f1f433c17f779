namespace RelayPlane.Sandbox.Limits;

/// <summary>The limits of one key and model, per minute.</summary>
/// <param name="Requests">Requests.</param>
/// <param name="InputTokens">Input tokens; for <see cref="Semantics.OpenAI"/>, input and output together.</param>
/// <param name="OutputTokens">Output tokens; unused by <see cref="Semantics.OpenAI"/>.</param>
/// <param name="BurstSeconds">How many seconds of requests may arrive at once. Enforcement is far shorter than the minute that headers report.</param>
internal sealed record RateLimits(double Requests, double InputTokens, double OutputTokens, double BurstSeconds = 10);

/// <summary>What a provider counts, and when.</summary>
internal enum Semantics
{
    /// <summary>Uncached input is estimated at the start and put right at the first token; output drains while it streams.</summary>
    Anthropic,

    /// <summary>Input plus <c>max_tokens</c> is taken at the start and put right at the end; a refused call costs a request too.</summary>
    OpenAI,
}

namespace RelayPlane.Catalog;

/// <summary>Limits per minute that the user told beforehand; null where not.</summary>
/// <param name="Requests">Requests.</param>
/// <param name="Input">Input tokens; where input and output share one limit, both.</param>
/// <param name="Output">Output tokens.</param>
internal sealed record KnownLimits(long? Requests = null, long? Input = null, long? Output = null)
{
    public static KnownLimits None { get; } = new();

    /// <summary>These, and the others' where these say nothing.</summary>
    public KnownLimits Or(KnownLimits others) => new(Requests ?? others.Requests, Input ?? others.Input, Output ?? others.Output);
}

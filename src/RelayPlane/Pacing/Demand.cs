namespace RelayPlane.Pacing;

/// <summary>What one call will take from the limits, as far as can be known before it is sent.</summary>
/// <param name="Tokens">The prompt's length in tokens, estimated from its bytes.</param>
/// <param name="MaxOutput">The output limit that the client set; null for none.</param>
/// <param name="Prompt">The prompt as a chain of block hashes, from its start; equal beginnings have equal hashes.</param>
/// <param name="Body">A hash of the whole body, to tell a call that fails by itself from a provider that fails.</param>
internal sealed record Demand(double Tokens, long? MaxOutput, PromptBlocks Prompt, ulong Body)
{
    /// <summary>Of a call that has no prompt.</summary>
    public static Demand None { get; } = new(0, null, PromptBlocks.None, 0);
}

namespace RelayPlane.Metering;

/// <summary>
/// What an attempt is taken to have used whose provider never came to say it, or not to the end: a cut stream, a server that counts nothing. Never less
/// than what it did say, or than what was relayed. Pure.
/// </summary>
internal static class UsageEstimate
{
    private const long BytesPerToken = 4;

    /// <summary>Whether a reply has to be estimated: content came, and the last word on its usage did not.</summary>
    public static bool IsNeeded(Reading reading) =>
        (reading.HasContent || reading.Relayed.Events > 0) && (reading.Usage is null || !reading.UsageIsFinal);

    /// <param name="prompt">The tokens of the prompt, guessed; counts where the provider told nothing of its input.</param>
    /// <param name="writes">Whether output is paid for; not of embeddings.</param>
    public static TokenUsage Of(Reading reading, long prompt, bool writes)
    {
        var said = reading.Usage ?? default;
        var relayed = reading.Relayed;
        var output = writes ? Math.Max(Math.Max(relayed.Events, 1), (relayed.Bytes + BytesPerToken - 1) / BytesPerToken) : 0;
        return said with
        {
            Input = said.TotalInput > 0 ? said.Input : Math.Max(prompt, 0),
            Output = Math.Max(said.Output, output),
        };
    }
}

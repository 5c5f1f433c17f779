namespace RelayPlane.Cli;

/// <summary>What came of one call of a shadow run.</summary>
/// <param name="Call">Its id; null where the gateway said none.</param>
/// <param name="Words">What the model says; none where it says nothing in words.</param>
/// <param name="Trouble">Why there is no answer; null where there is one.</param>
internal sealed record ShadowReply(string? Call, string Words, string? Trouble = null)
{
    /// <summary>Whether the gateway took it, so that it may have cost something.</summary>
    public bool Sent { get; init; } = true;
}

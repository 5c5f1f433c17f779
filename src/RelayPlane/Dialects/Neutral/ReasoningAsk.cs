namespace RelayPlane.Dialects.Neutral;

/// <summary>How much a model is asked to think before it answers. Each member is null where the client did not say.</summary>
/// <param name="Effort">How hard.</param>
/// <param name="Budget">At most so many tokens.</param>
/// <param name="Enabled">False: not at all. True with neither effort nor budget: as much as the model sees fit.</param>
/// <param name="Show">Whether the client wants to see it.</param>
internal sealed record ReasoningAsk(Effort? Effort = null, long? Budget = null, bool? Enabled = null, bool? Show = null)
{
    /// <summary>OpenAI's <c>reasoning.summary</c>: <c>auto concise detailed</c>.</summary>
    public string? Summary { get; init; }

    /// <summary>The effort that this comes to, whichever way it was said; null where nothing was.</summary>
    public Effort? AsEffort => Effort ?? (Enabled == false ? Neutral.Effort.None : Budget switch
    {
        null => null,
        0 => Neutral.Effort.None,
        < 0 => Neutral.Effort.High,
        <= 2048 => Neutral.Effort.Low,
        <= 10000 => Neutral.Effort.Medium,
        <= 24576 => Neutral.Effort.High,
        _ => Neutral.Effort.XHigh,
    });

    /// <summary>The budget that this comes to, in tokens; null where nothing was said, 0 for none. The steps are pydantic-ai's <c>ANTHROPIC_THINKING_BUDGET_MAP</c>.</summary>
    public long? AsBudget => Budget ?? (Enabled == false ? 0 : Effort switch
    {
        null => null,
        Neutral.Effort.None => 0,
        Neutral.Effort.Minimal => 1024,
        Neutral.Effort.Low => 2048,
        Neutral.Effort.Medium => 10000,
        Neutral.Effort.High => 16384,
        _ => 32768,
    });
}

/// <summary>How hard to think, least first.</summary>
internal enum Effort
{
    None,
    Minimal,
    Low,
    Medium,
    High,
    XHigh,
    Max,
}

namespace RelayPlane.Dialects.Neutral;

/// <summary>Whether and which tools the model must call.</summary>
/// <param name="Names">For <see cref="ToolChoiceMode.Named"/> the one tool; for the allowed modes those it may choose among.</param>
internal sealed record ToolChoice(ToolChoiceMode Mode, IReadOnlyList<string> Names)
{
    public static ToolChoice Auto { get; } = new(ToolChoiceMode.Auto, []);

    public static ToolChoice Any { get; } = new(ToolChoiceMode.Any, []);

    public static ToolChoice None { get; } = new(ToolChoiceMode.None, []);

    public static ToolChoice Named(string name) => new(ToolChoiceMode.Named, [name]);

    /// <summary>Whether the model has no choice but to call one.</summary>
    public bool Forces => Mode is ToolChoiceMode.Any or ToolChoiceMode.Named or ToolChoiceMode.AllowedAny;
}

/// <summary>How free the model is to call tools.</summary>
internal enum ToolChoiceMode
{
    Auto,

    /// <summary>At least one, whichever.</summary>
    Any,
    None,
    Named,

    /// <summary>One of some of the tools, or none.</summary>
    AllowedAuto,

    /// <summary>One of some of the tools, at least.</summary>
    AllowedAny,
}

namespace RelayPlane.Routing;

/// <summary>The targets to try for one call, in order, and why these.</summary>
internal sealed record Plan(IReadOnlyList<Target> Targets, string Reason)
{
    /// <summary>How patiently.</summary>
    public Terms Terms { get; init; } = Terms.Default;

    /// <summary>How patiently at one of the targets.</summary>
    public Terms TermsOf(Target target) => Targets.Contains(target) ? Terms : Terms.Default;
}

namespace RelayPlane.Routing;

/// <summary>How patiently a call is worked through its plan: from its route, else from its provider, else from <c>pacing</c>.</summary>
internal sealed record Terms
{
    public static Terms Default { get; } = new();

    /// <summary>The longest deadline of a call.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>The expected wait beyond which the next target is tried as well.</summary>
    public TimeSpan SpillAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a stream's status is held while its call waits; then it begins, and pings. Below every limit that clients and the boxes before them are known to have.</summary>
    public TimeSpan PingAfter { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>False: one attempt at each target, nothing waits.</summary>
    public bool Waits { get; init; } = true;

    /// <summary>For the connection; null for the default.</summary>
    public TimeSpan? Connect { get; init; }

    /// <summary>To the first token; null for the default, which learns from the target.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>Between tokens; null for the default.</summary>
    public TimeSpan? BetweenTokens { get; init; }

    /// <summary>For one attempt as a whole; null for none.</summary>
    public TimeSpan? Total { get; init; }

    /// <summary>Client mistakes that go on to the next target all the same.</summary>
    public FallbackOn FallbackOn { get; init; }

    /// <summary>Whether a target may be asked although something that would change the answer cannot be said to it.</summary>
    public bool AllowLoss { get; init; }

    /// <summary>Statuses that go on to the next target at once (<c>crossProviderCascade.triggerStatuses</c>).</summary>
    public IReadOnlySet<int> TriggerStatuses { get; init; } = new HashSet<int>();
}

/// <summary>The mistakes that a route may let fall back.</summary>
[Flags]
internal enum FallbackOn
{
    None = 0,
    ContextLength = 1,
    ModelNotFound = 2,
}

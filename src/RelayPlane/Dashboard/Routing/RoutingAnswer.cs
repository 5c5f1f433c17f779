namespace RelayPlane.Dashboard.Routing;

/// <summary>What <c>GET /api/routing</c> says: which models calls got and why, what it saved, and how routing stands now.</summary>
/// <param name="Starts">When each step begins.</param>
/// <param name="Decided">Calls that were given a tier.</param>
/// <param name="Undecided">The others that run a model.</param>
/// <param name="Tiers">From simple to complex, those that have calls.</param>
/// <param name="Reasons">Those with the most calls first, as are moves and escalations.</param>
internal sealed record RoutingAnswer(
    DateTimeOffset Since,
    DateTimeOffset Until,
    string Zone,
    int StepSeconds,
    IReadOnlyList<DateTimeOffset> Starts,
    RoutingNow Now,
    long Decided,
    long Undecided,
    IReadOnlyList<TierRow> Tiers,
    IReadOnlyList<TierSteps> OverTime,
    IReadOnlyList<ReasonRow> Reasons,
    IReadOnlyList<MoveRow> Moves,
    IReadOnlyList<EscalationRow> Escalations);

/// <summary>The calls of one tier. Costs are of calls whose price is known.</summary>
/// <param name="Acted">Of them, those that went where the decision would have them.</param>
/// <param name="Escalated">Calls that climbed to a dearer model.</param>
/// <param name="AskedNano">What the models that were asked for would have cost for the same tokens; what was paid, where that cannot be known. Null where none asked for a certain one.</param>
internal sealed record TierRow(string Tier, long Calls, long Acted, long Escalated, long? CostNano, decimal? CostUsd, long? AskedNano, decimal? AskedUsd);

/// <summary>Calls of a tier, step by step.</summary>
internal sealed record TierSteps(string Tier, IReadOnlyList<long> Calls);

/// <summary>Calls by why they went where they went.</summary>
internal sealed record ReasonRow(string Reason, string Tier, long Calls, decimal? CostUsd, decimal? AskedUsd);

/// <summary>Calls that asked for one model and would go, or went, to another.</summary>
internal sealed record MoveRow(string Asked, string Chosen, string Tier, long Calls, long Acted, decimal? CostUsd, decimal? AskedUsd);

/// <summary>Climbs from one model to another.</summary>
/// <param name="LostUsd">What the answers cost that were thrown away.</param>
internal sealed record EscalationRow(string From, string To, string Trigger, long Calls, decimal? LostUsd);

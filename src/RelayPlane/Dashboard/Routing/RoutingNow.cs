using RelayPlane.Config;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Dashboard.Routing;

/// <summary>How routing stands now.</summary>
/// <param name="Mode"><c>standard</c>, <c>passthrough</c>, <c>auto</c>, <c>complexity</c>, <c>cascade</c> or <c>observe</c>.</param>
/// <param name="Acts">Whether calls go where it would have them: not while it only observes, nor while labels have not shown enough for <c>routing.floor</c>.</param>
/// <param name="Simple">The model of the tier, as are the next two; null for none.</param>
/// <param name="Evidence">What calls with a label say; null without any.</param>
internal sealed record RoutingNow(
    bool Enabled,
    string Mode,
    bool Acts,
    string Classifier,
    double Lambda,
    string? Simple,
    string? Moderate,
    string? Complex,
    IReadOnlyList<string> Cascade,
    IReadOnlyList<string> EscalateOn,
    RoutingEvidence? Evidence)
{
    /// <summary>As the config says it, with the tiers that it names.</summary>
    public static RoutingNow Of(RoutingConfig? routing, RoutingEvidence? evidence)
    {
        var mode = routing?.ModeInForce() ?? RoutingMode.Standard;
        var enabled = routing is not null && routing.Enabled is not false;
        var complexity = routing?.Complexity;
        return new(
            enabled,
            mode.ToString().ToLowerInvariant(),
            enabled && Does(routing!, mode, evidence),
            complexity?.Classifier ?? routing?.Classifier ?? "trained",
            complexity?.Lambda ?? routing?.Lambda ?? TierValue.UsualLambda,
            complexity?.Simple?.Text,
            complexity?.Moderate?.Text,
            complexity?.Complex?.Text,
            [.. routing?.Cascade?.Models?.Select(model => model.Text) ?? []],
            [.. routing?.Cascade?.EscalateOn ?? Enumerable.Empty<string>()],
            evidence);
    }

    /// <summary>What is chosen by score waits for evidence where some is asked for; a cascade alone has nothing to wait for.</summary>
    private static bool Does(RoutingConfig routing, RoutingMode mode, RoutingEvidence? evidence)
    {
        if (mode is not (RoutingMode.Auto or RoutingMode.Complexity or RoutingMode.Cascade))
        {
            return false;
        }

        var (complexity, cascade) = (routing.Complexity, routing.Cascade);
        var climbs = cascade is { Models.Count: > 0 } && (cascade.Enabled ?? mode == RoutingMode.Cascade);
        var scores = complexity?.Enabled != false
            && (mode != RoutingMode.Cascade || !climbs || complexity is { Enabled: true } or { Simple: not null } or { Moderate: not null } or { Complex: not null });
        return scores ? routing.Floor is not { } least || evidence?.Lower >= least : climbs;
    }
}

/// <summary>What calls with a label of the user's say of the quality kept.</summary>
/// <param name="Kept">The share of good answers, beside that of the strongest model.</param>
/// <param name="Lower">The interval's lower end.</param>
/// <param name="Floor">What the user wants it not to fall below; null where nothing is said.</param>
internal sealed record RoutingEvidence(long Labels, double Kept, double Lower, double Upper, double? Floor);

using System.Collections.Frozen;
using RelayPlane.Config;

namespace RelayPlane.Routing;

/// <summary>Reads the terms out of a config: <c>pacing</c>, overlaid by the target's provider, overlaid by the route. Pure.</summary>
internal static class TermsFrom
{
    private static readonly FrozenSet<int> UsualTriggers = FrozenSet.Create(429, 529, 503);

    public static TermsBook Config(GatewayConfig config)
    {
        var general = General(config);
        var sheet = new TermsSheet(general, config.Providers
            .Where(pair => pair.Value.Timeouts is not null)
            .ToFrozenDictionary(pair => pair.Key, pair => Patient(general, pair.Value.Timeouts)));
        return new TermsBook(sheet, config.Providers
            .Where(pair => pair.Value.FallbackOn is not null)
            .ToFrozenDictionary(pair => pair.Key, pair => sheet.Change(terms => terms with { FallbackOn = Mistakes(pair.Value.FallbackOn!) })));
    }

    /// <summary>The terms of a route's calls.</summary>
    public static TermsBook Route(TermsBook usual, RouteConfig route) => usual.Change(terms =>
    {
        var own = Patient(terms, route.Timeouts);
        return own with
        {
            SpillAfter = Seconds(route.SpillAfterSeconds) ?? own.SpillAfter,
            FallbackOn = route.FallbackOn is { } on ? Mistakes(on) : own.FallbackOn,

            AllowLoss = route.AllowLoss ?? own.AllowLoss,

            // Nobody waits for a turn longer than for the answer.
            MaxWait = Seconds(route.Timeouts?.TotalSeconds) is { } total && total < own.MaxWait ? total : own.MaxWait,

            // The route's own list stands in the place of the cascade, with what sets that off.
            TriggerStatuses = route.Fallback is null ? own.TriggerStatuses : FrozenSet<int>.Empty,
        };
    });

    private static Terms General(GatewayConfig config)
    {
        var (pacing, usual) = (config.Pacing ?? new PacingConfig(), Terms.Default);
        return usual with
        {
            Waits = pacing.Enabled ?? usual.Waits,
            MaxWait = Seconds(pacing.MaxWaitSeconds) ?? usual.MaxWait,
            SpillAfter = Seconds(pacing.SpillAfterSeconds) ?? usual.SpillAfter,
            PingAfter = Seconds(pacing.PingAfterSeconds) ?? usual.PingAfter,
            TriggerStatuses = config.CrossProviderCascade is { Enabled: true } cascade ? cascade.TriggerStatuses?.ToFrozenSet() ?? UsualTriggers : usual.TriggerStatuses,
        };
    }

    private static Terms Patient(Terms terms, TimeoutsConfig? timeouts) => timeouts is null ? terms : terms with
    {
        Connect = Seconds(timeouts.ConnectSeconds) ?? terms.Connect,
        FirstToken = Seconds(timeouts.FirstTokenSeconds) ?? terms.FirstToken,
        BetweenTokens = Seconds(timeouts.BetweenTokensSeconds) ?? terms.BetweenTokens,
        Total = Seconds(timeouts.TotalSeconds) ?? terms.Total,
    };

    private static FallbackOn Mistakes(StringList names) => names.Aggregate(FallbackOn.None, (all, name) => all | name switch
    {
        MistakeNames.ContextLength => FallbackOn.ContextLength,
        MistakeNames.ModelNotFound => FallbackOn.ModelNotFound,
        _ => FallbackOn.None,
    });

    private static TimeSpan? Seconds(double? written) => written is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}

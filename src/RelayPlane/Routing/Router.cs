using RelayPlane.Dialects;
using RelayPlane.Routing.Deciding;

namespace RelayPlane.Routing;

/// <summary>Turns a call into a plan: where it goes first, where next, and how patiently.</summary>
/// <param name="usual">The terms of calls that no route takes.</param>
/// <param name="strategy">Chooses a model by what a call needs; null where the model that is asked for is the model that it gets.</param>
internal sealed class Router(TargetNames names, RouteTable routes, Fallbacks fallbacks, TermsBook usual, Strategy? strategy = null)
{
    private const string ModelHeader = "x-relayplane-model";

    /// <param name="instead">A model to plan for in place of the one that the call asks for, as written in a config; null for none.</param>
    public OrRefusal<Plan> Plan(Call call, CallerNames caller = default, string? instead = null)
    {
        var header = call.Headers[ModelHeader].ToString();
        var asked = header.Length > 0 ? header : call.Facts.Model ?? string.Empty;
        var meant = names.Asked(call.Api, asked);
        var route = routes.For(call, caller, asked, meant.Target, out var refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        if (instead is not null)
        {
            meant = names.Written(call.Api, instead, meant.Target?.Model ?? asked);
        }

        var begins = instead is null && route?.Model is { } own && Fallbacks.MayMove(call) ? names.Written(call.Api, own, meant.Target?.Model ?? asked) : meant;
        if (begins.Target is not { } first)
        {
            return begins.Refusal!;
        }

        var (decision, climb) = instead is null && route?.Model is null && !RouteTable.Bypasses(call) ? Choose(call, caller, route, first, Wish.None) : default;
        first = climb?.First ?? (decision is { Acts: true } ? decision.Chosen : first);
        var sheet = (route?.Terms ?? usual).BeginningAt(first.Provider.Name);
        var reason = climb?.Reason ?? (decision is { Acts: true } ? decision.Reason : route?.Reason ?? begins.Reason);
        return new Plan(WithSteps(fallbacks.Chain(call, first, route?.Fallback), climb?.Ladder), reason)
        {
            Sheet = sheet, Route = route?.Name, Decision = decision, Ladder = climb?.Ladder,
        };
    }

    private (Decision? Decision, Climb? Climb) Choose(Call call, CallerNames caller, Route? route, Target asked, Wish wish)
    {
        var decision = strategy?.Decide(call, caller, route, asked, wish);
        return (decision, strategy?.Climb(call, caller, route, decision is { Acts: true } ? decision.Chosen : asked, wish == Wish.None ? asked : null, decision));
    }

    /// <summary>Where a limit makes a call climb, its next steps stand in the plan as well, before its fallbacks: what would wait long spills to them.</summary>
    private static IReadOnlyList<Target> WithSteps(IReadOnlyList<Target> chain, Ladder? ladder) =>
        ladder is null || !ladder.On.HasFlag(EscalateOn.RateLimit) ? chain : [chain[0], .. ladder.Steps.Skip(1).Take(ladder.Most).Concat(chain.Skip(1)).Distinct()];
}

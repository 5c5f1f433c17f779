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

        var decision = instead is null && route?.Model is null ? strategy?.Decide(call, caller, route, first, Wish.None) : null;
        if (decision is { Acts: true, Chosen: var chosen })
        {
            first = chosen;
        }

        var sheet = (route?.Terms ?? usual).BeginningAt(first.Provider.Name);
        return new Plan(fallbacks.Chain(call, first, route?.Fallback), route?.Reason ?? (decision is { Acts: true } ? decision.Reason : begins.Reason))
        {
            Sheet = sheet, Route = route?.Name, Decision = decision,
        };
    }
}

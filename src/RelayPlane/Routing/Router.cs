using RelayPlane.Dialects;
using RelayPlane.Routing.Deciding;

namespace RelayPlane.Routing;

/// <summary>Turns a call into a plan: where it goes first, where next, and how patiently.</summary>
/// <param name="usual">The terms of calls that no route takes.</param>
/// <param name="strategy">Chooses a model by what a call needs; null where the model that is asked for is the model that it gets.</param>
/// <param name="parts">What routes ask beside the config; null for what is built in.</param>
internal sealed class Router(TargetNames names, RouteTable routes, Fallbacks fallbacks, TermsBook usual, Strategy? strategy = null, RouteParts? parts = null)
{
    private const string ModelHeader = "x-relayplane-model";
    private const string BypassHeader = "x-relayplane-bypass";

    /// <summary>Whether every call is let by as one with the bypass header is: <c>routing.enabled</c>, or the Node product's <c>enabled</c>.</summary>
    public bool IsOff { get; init; }

    /// <summary>Whether calls are scored.</summary>
    public bool Scores => strategy is not null && !IsOff;

    public TargetNames Names => names;

    public RouteTable Routes => routes;

    /// <param name="instead">A model to plan for in place of the one that the call asks for, as written in a config; null for none.</param>
    /// <param name="unmoved">Why the call cannot go where routing would have it, so that it goes where it asked to; null where it can.</param>
    public OrRefusal<Plan> Plan(Call call, CallerNames caller = default, string? instead = null, string? unmoved = null)
    {
        if (MintedResponses.Refused(call) is { } unheld)
        {
            return unheld;
        }

        // As long as a body's own may be.
        if (call.Headers[ModelHeader].ToString().Length > JsonText.Longest)
        {
            return new Refusal(RefusalKind.InvalidRequest, $"The header {ModelHeader} is longer than {JsonText.Longest} bytes.", "model");
        }

        // 1 The name that is asked for, and 2 what it means.
        var bypassed = IsBypassed(call);
        var meant = Meant(call, bypassed, out var asked);

        // 3 Routes.
        Refusal? refusal = null;
        var route = bypassed ? null : routes.For(call, caller, asked, meant.Target, out refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        if (instead is not null)
        {
            meant = names.Written(call.Api, instead, meant.Target?.Model ?? asked);
        }

        var begins = instead is null && route?.Begins is { } own && Fallbacks.MayMove(call)
            ? own.Of(call, caller, name => names.Written(call.Api, name, meant.Target?.Model ?? asked), parts ?? RouteParts.Usual)
            : meant;
        if (begins.Target is not { } first)
        {
            return begins.Refusal!;
        }

        // 4 What the call needs, where nobody has chosen, and the ladder that it may climb. A route that names a wish has chosen no model.
        var wish = route?.Begins is null ? meant.Wish : begins.Wish;
        var isChosen = bypassed || instead is not null || (route?.Begins is null ? meant.IsChosen : wish == Wish.None);
        var (decision, climb) = isChosen ? default : Choose(call, caller, route, first, wish);
        if (unmoved is not null)
        {
            (decision, climb) = (decision is null ? null : decision with { Acts = false, Kept = unmoved }, null);
        }

        first = climb?.First ?? (decision is { Acts: true } ? decision.Chosen : first);

        var sheet = (route?.Terms ?? usual).BeginningAt(first.Provider.Name);
        var reason = climb?.Reason ?? (decision is { Acts: true } && wish is Wish.None or Wish.Auto ? decision.Reason : route?.Reason ?? begins.Reason);
        return new Plan(fallbacks.Chain(call, first, route?.Fallback), reason)
        {
            Sheet = sheet, Route = route?.Name, Decision = decision, Ladder = climb?.Ladder, IsMoved = first != begins.Target,
            IsPinned = unmoved is not null || Bypasses(call) || call.Facts.StatefulId is not null || (meant.IsChosen && call.Headers.ContainsKey(ModelHeader)),
        };
    }

    /// <summary>Whether the model that is asked for is the one that the call gets, whatever the config says.</summary>
    public bool IsBypassed(Call call) => IsOff || Bypasses(call);

    /// <summary>A model that a header names is chosen for the call, and no score has a say in it.</summary>
    /// <param name="asked">The name as the client wrote it; empty for a call that names no model.</param>
    public Named Meant(Call call, bool bypassed, out string asked)
    {
        var header = call.Headers[ModelHeader].ToString();
        asked = header.Length > 0 ? header : call.Facts.Model ?? string.Empty;
        var meant = names.Asked(call.Api, asked, plainly: bypassed || !Fallbacks.MayMove(call));
        return header.Length > 0 ? meant with { IsChosen = meant.IsChosen || meant.Wish != Wish.Auto } : meant;
    }

    private static bool Bypasses(Call call) => call.Headers[BypassHeader].ToString().ToUpperInvariant() is "TRUE" or "1" or "YES" or "ON";

    private (Decision? Decision, Climb? Climb) Choose(Call call, CallerNames caller, Route? route, Target asked, Wish wish)
    {
        var decision = strategy?.Decide(call, caller, route, asked, wish);
        return (decision, strategy?.Climb(call, caller, route, asked, wish, decision));
    }
}

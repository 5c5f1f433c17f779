using RelayPlane.Dialects;

namespace RelayPlane.Routing;

/// <summary>How a call comes by its plan, step by step. It is made for a person, and goes the same way as the plan itself.</summary>
/// <param name="Asked">The name as the client wrote it; empty for none.</param>
/// <param name="IsBypassed">Whether the config has no say in it.</param>
/// <param name="Meant">What the name means.</param>
/// <param name="Routes">Those that were tried, in order, up to the one that took the call.</param>
/// <param name="Plan">What came of it.</param>
internal sealed record RouteTrace(string Asked, bool IsBypassed, Named Meant, IReadOnlyList<RouteTry> Routes, OrRefusal<Plan> Plan)
{
    public static RouteTrace Of(Router router, Call call, CallerNames caller)
    {
        var bypassed = router.IsBypassed(call);
        var meant = router.Meant(call, bypassed, out var asked);
        return new RouteTrace(asked, bypassed, meant, bypassed ? [] : [.. Tried(router, call, caller, asked, meant.Target)], router.Plan(call, caller));
    }

    private static IEnumerable<RouteTry> Tried(Router router, Call call, CallerNames caller, string asked, Target? meant)
    {
        var named = RouteTable.NamedBy(call);
        foreach (var route in router.Routes.All)
        {
            var failed = named is not null ? (route.Name == named ? null : "another is named by the header")
                : route.Conditions is null ? "only chosen by name" : route.Conditions.Failed(call, caller, asked, meant);
            yield return new RouteTry(route.Name, failed);
            if (failed is null)
            {
                yield break;
            }
        }
    }
}

/// <summary>One route that was tried.</summary>
/// <param name="Failed">The first condition that the call does not fulfil, by its key; null for the route that took it.</param>
internal sealed record RouteTry(string Route, string? Failed);

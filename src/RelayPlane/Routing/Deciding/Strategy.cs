using System.Collections.Frozen;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Looking;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Routing.Deciding;

/// <summary>Chooses a tier for a call that neither its name nor a rule has sent anywhere. It looks at nothing but what it is given, so that recorded calls can be decided anew.</summary>
/// <param name="usual">For calls of routes that have no terms of their own, and of none.</param>
/// <param name="byRoute">A route's name → its terms.</param>
internal sealed class Strategy(
    StrategyTerms usual, FrozenDictionary<string, StrategyTerms> byRoute, FrozenDictionary<Api, TierTargets> tiers, Climbing climbing, TierCosting costs, StayPut stay, Func<string, Provider?> provider, Experience experience)
{
    /// <param name="route">The route that took the call, which may have terms of its own; null for none.</param>
    /// <param name="asked">What the call asked for; null where it asked for no certain model.</param>
    /// <returns>Null where routing has no say in it.</returns>
    public Decision? Decide(Call call, CallerNames caller, Route? route, Target? asked, Wish wish)
    {
        var terms = TermsOf(route);
        if (!terms.Scores || !IsRouted(call) || asked is { Model.Length: 0 } || (terms.OnlyWishes && wish == Wish.None))
        {
            return null;
        }

        asked = wish == Wish.None ? asked : null;
        var acts = terms.Acts && (terms.MustKeep is not { } least || experience.Kept(terms.Scope) >= least);
        var shape = call.Look.Shape;
        var standing = stay.StandingOf(caller, acts, call, asked);
        var fit = tiers[call.Api].Where(target => Takes(target, call, standing, asked));
        var heads = WorkPrior.Add(experience.Calibrated(call.Look.Heads), call.Look.Work);
        var needed = Needed(call, terms, fit, standing, heads, wish, out var by);
        var wanted = needed < terms.Floor ? terms.Floor : needed > terms.Ceiling ? terms.Ceiling : needed;
        if (fit.Nearest(wanted) is not { } tier)
        {
            return null;
        }

        var kept = wanted == tier ? null : $"{wanted} has no model that takes this call".ToLowerInvariant();
        kept = wanted == needed ? kept : wanted == terms.Floor ? "floor" : "ceiling";
        var found = new Found(tier, fit[tier]!, by, kept);
        found = Capped(call, terms, fit, standing, asked, found);
        found = wish is Wish.None or Wish.Auto ? Settled(call, terms, fit, standing, asked, found) : found;
        return new Decision(found.Tier, found.Target, asked, acts, $"{found.By}:{found.Tier}".ToLowerInvariant())
        {
            Heads = heads,
            Lambda = terms.Lambda,
            Classifier = terms.ByRules ? "rules" : "trained",
            Kept = found.Kept,
        };
    }

    /// <summary>Where a call begins and what it may climb; null where there is no ladder for it.</summary>
    /// <param name="meant">Where it would go by its name.</param>
    /// <param name="decision">What was decided for it; null for nothing.</param>
    public Climb? Climb(Call call, CallerNames caller, Route? route, Target meant, Wish wish, Decision? decision)
    {
        var (first, asked) = (decision is { Acts: true } ? decision.Chosen : meant, wish == Wish.None ? meant : null);
        var terms = TermsOf(route);
        if (terms.Cascade is null || !IsRouted(call) || first.Model.Length == 0 || (terms.Scores ? decision is not { Acts: true } : wish is Wish.Cost or Wish.Fast or Wish.Quality))
        {
            return null;
        }

        var standing = stay.StandingOf(caller, acts: true, call, asked);
        bool Takes(Target target) =>
            this.Takes(target, call, standing, asked) && (terms.AllowsUpgrade || asked is null || costs.IsNoDearer(call, target, asked, standing.Input, always: false));
        var climb = terms.Scores
            ? climbing.From(terms.Cascade, call.Api, first, tiers[call.Api], Takes, target => !costs.IsNoDearer(call, target, first, standing.Input, always: false))
            : climbing.Begin(terms.Cascade, call.Api, standing.State?.Target, experience.Calibrated(call.Look.Heads).Simple, Takes);

        // A task whose reasoning is signed goes on where it is, unless there is no answer at all.
        return call.Look.Shape is { MidTask: true, Signed: true } ? climb?.Unjudged() : climb;
    }

    private StrategyTerms TermsOf(Route? route) => route is not null && byRoute.TryGetValue(route.Name, out var own) ? own : usual;

    /// <summary>What is to be kept for later calls stays with the provider that is to keep it.</summary>
    private bool Takes(Target target, Call call, Standing standing, Target? asked) =>
        Fitting.Takes(target, call, standing.Input, costs)
        && (!call.Facts.IsStored || target.Provider.Name == (asked?.Provider.Name ?? HomeProvider.Of(call.Api)))
        && experience.Reaches(call, target);

    /// <summary>What only one provider holds is nowhere else, and what generates nothing has no answer to be good.</summary>
    private static bool IsRouted(Call call) => call.Facts.StatefulId is null && call.Endpoint is Endpoint.Messages or Endpoint.ChatCompletions or Endpoint.Completions or Endpoint.Responses
        or Endpoint.GenerateContent or Endpoint.StreamGenerateContent or Endpoint.CountTokens or Endpoint.GeminiCountTokens or Endpoint.InputTokens;

    private Tier Needed(Call call, StrategyTerms terms, TierTargets fit, Standing standing, Heads heads, Wish wish, out string by)
    {
        by = call.Look.Shape.Housekeeping != Housekeeping.None ? "housekeeping" : terms.ByRules ? "rules" : "complexity";
        return wish switch
        {
            Wish.Cost => Tier.Simple,
            Wish.Quality => Tier.Complex,
            Wish.Fast => Soonest(fit),
            _ when call.Look.Shape.Housekeeping != Housekeeping.None => Tier.Simple,
            _ when terms.ByRules => call.Look.Rules,
            _ => TierValue.Best(heads, costs.Shares(call, fit, standing.Input, standing.State?.Target, standing.Held), terms.Lambda),
        };
    }

    /// <summary>By live figures where there are any of more than one.</summary>
    private Tier Soonest(TierTargets fit)
    {
        var measured = TierTargets.All.Select(tier => fit[tier]).OfType<Target>().Where(target => experience.FirstToken(target) is not null).Distinct().ToArray();
        return measured.Length > 1 && Routing.Soonest.Of(measured, experience.FirstToken) is { } soonest ? fit.Of(soonest)!.Value : Tier.Simple;
    }

    /// <summary>Below the model that was asked for, where nothing dearer may be.</summary>
    private Found Capped(Call call, StrategyTerms terms, TierTargets fit, Standing standing, Target? asked, Found found)
    {
        var isAgents = standing.IsCached && !terms.UpgradesSessions;
        if (asked is null || (terms.AllowsUpgrade && !isAgents && call.Look.Shape.Housekeeping == Housekeeping.None))
        {
            return found;
        }

        for (Tier? tier = found.Tier; tier is { } one; tier = fit.Below(one))
        {
            if (costs.IsNoDearer(call, fit[one]!, asked, standing.Input, always: isAgents))
            {
                return one == found.Tier ? found : found with { Tier = one, Target = fit[one]!, Kept = "no dearer than asked" };
            }
        }

        return found with { Tier = fit.Of(asked) ?? found.Tier, Target = asked, Kept = "no dearer than asked" };
    }

    /// <summary>In the place where the conversation is, where a change is not worth it.</summary>
    private Found Settled(Call call, StrategyTerms terms, TierTargets fit, Standing standing, Target? asked, Found found)
    {
        // A program's own small call is no turn of the conversation beside which it is made, but a summary of it is.
        if (standing.State is not { } state || found.Target.Is(state.Target) || call.Look.Shape.Housekeeping is Housekeeping.Title or Housekeeping.Chore)
        {
            return found;
        }

        var present = state.Target.Is(asked) ? asked : fit.Of(state.Target) is { } at ? fit[at] : provider(state.Target.Provider.Name) is { } still ? state.Target with { Provider = still } : null;
        if (present is null || !Takes(present, call, standing, asked) || IsTooDear(call, terms, standing, asked, present))
        {
            return found;
        }

        var tier = fit.Of(present);
        return stay.Why(call, terms, standing, asked, present, tier, found.Target, found.Tier) is { } why
            ? new Found(tier ?? found.Tier, present, "session", why)
            : found;
    }

    /// <summary>
    /// Whether a conversation is where it would go on to cost more than without routing: another model is asked for now, or it is known only now to be an
    /// agent's. In the second case a task that has begun comes to its end first.
    /// </summary>
    private bool IsTooDear(Call call, StrategyTerms terms, Standing standing, Target? asked, Target present) =>
        asked is not null && standing.IsCached && !terms.UpgradesSessions && !costs.IsNoDearer(call, present, asked, standing.Input, always: true)
        && !(call.Look.Shape.MidTask && asked.Is(standing.State?.Asked));

    /// <summary>A choice in the making.</summary>
    private readonly record struct Found(Tier Tier, Target Target, string By, string? Kept);
}

using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Dialects;
using RelayPlane.Ledger;
using RelayPlane.Routing;

namespace RelayPlane.Admission.Sizes;

/// <summary>Keeps single calls within <c>limits</c>: of the whole gateway, its route, its client and its model.</summary>
internal sealed class SizeLimits(SizeRules rules, PriceBook prices, Calibration calibration)
{
    public OrRefusal<Asking> Judge(Asking asking)
    {
        var call = asking.Call;
        if (!call.Endpoint.RunsModel())
        {
            return asking;
        }

        // What only the provider holds is in no guess, so nothing is learned from it.
        if (call.Facts.StatefulId is null)
        {
            calibration.Asked(call.Id, call.Facts.PromptTokens, WorstCase.HasTools(call));
        }

        return Fit(asking);
    }

    /// <summary>What would become of a call that is not sent.</summary>
    public OrRefusal<Asking> Foresee(Asking asking) => asking.Call.Endpoint.RunsModel() ? Fit(asking) : asking;

    /// <summary>Learns from what the provider reported.</summary>
    public void Ended(CallEntry entry) => calibration.Ended(entry);

    private OrRefusal<Asking> Fit(Asking asking)
    {
        if (!rules.Any)
        {
            return asking;
        }

        var fitting = new Fitting(asking, []);

        // Each rule sends a call elsewhere at most once, so this ends.
        while (true)
        {
            var at = fitting;
            if (!Input(at).TryGet(out var judged, out var refusal)
                || (judged.Moved.Count == at.Moved.Count && (!Output(judged).TryGet(out judged, out refusal) || (judged.Moved.Count == at.Moved.Count && !Cost(judged).TryGet(out judged, out refusal)))))
            {
                return refusal;
            }

            fitting = judged;
            if (judged.Moved.Count == at.Moved.Count)
            {
                return fitting.Told();
            }
        }
    }

    /// <summary>By the likeliest count: a limit on input is about what a prompt is, not what it might be.</summary>
    private OrRefusal<Fitting> Input(Fitting fitting)
    {
        var expected = calibration.Expected(First(fitting), fitting.Asking.Call.Facts.PromptTokens);
        if (rules.Strictest(SizeKind.Input, fitting.Asking, fitting.Moved) is not { } rule || expected <= rule.Most)
        {
            return fitting;
        }

        return rule.Action == LimitAction.Reroute ? Elsewhere(fitting, rule, $"about {SizeText.Count(expected)} input tokens") : SizeRefusals.Input(rule, expected);
    }

    /// <summary>A call that sets no limit of its own gets this one.</summary>
    private OrRefusal<Fitting> Output(Fitting fitting)
    {
        var call = fitting.Asking.Call;
        if (rules.Strictest(SizeKind.Output, fitting.Asking, fitting.Moved) is not { } rule || !OutputLimit.Has(call.Endpoint))
        {
            return fitting;
        }

        var target = First(fitting);
        var most = WorstCase.OutputOf(call, target, prices.List(target.Provider.Name, target.Model, call.At, 0));
        if (most <= rule.Most)
        {
            return fitting;
        }

        var asked = call.Facts.MaxOutput is not null;
        return rule.Action switch
        {
            LimitAction.Reject when asked => SizeRefusals.Output(rule, most),
            LimitAction.Reroute when asked => Elsewhere(fitting, rule, $"up to {SizeText.Count(most)} output tokens"),
            _ => Clamped(fitting, rule.Most, $"output limited to {SizeText.Count(rule.Most)} tokens by {rule.Path}"),
        };
    }

    /// <summary>By the worst case: what it may cost is what is limited.</summary>
    private OrRefusal<Fitting> Cost(Fitting fitting)
    {
        if (rules.Strictest(SizeKind.Cost, fitting.Asking, []) is not { } rule)
        {
            return fitting;
        }

        var asking = fitting.Asking;
        var worst = WorstCase.Of(asking.Call, asking.Plan.Reach, asking.Classes, prices, calibration);
        if (worst.Cost is not { } cost)
        {
            return rules.BlocksUnpriced ? SizeRefusals.Unpriced(rule, asking.Plan) : fitting.Saying($"no price is known, so {rule.Path} was not checked");
        }

        if (cost.NanoUsd <= rule.Most)
        {
            return fitting;
        }

        if (asking.Plan.Ladder is not null)
        {
            // The call may go where it begins, and stays there then.
            return Cost(fitting.Staying());
        }

        return rule.Action switch
        {
            LimitAction.Reroute when !fitting.Moved.Contains(rule) => Elsewhere(fitting, rule, $"up to {SizeText.Usd(cost)}"),
            LimitAction.Clamp when Affordable(asking, rule, worst) is { } room => Clamped(fitting, room, $"output limited to {SizeText.Count(room)} tokens by {rule.Path}"),
            _ => SizeRefusals.Cost(rule, worst),
        };
    }

    /// <summary>The output that the rest of a limit on cost pays for; null where that is nothing to speak of.</summary>
    private long? Affordable(Asking asking, SizeRule rule, WorstCase worst)
    {
        // OpenAI's Responses take no limit below this.
        const long least = 16;
        var (fits, breaks) = (0L, worst.Output);
        while (fits + 1 < breaks)
        {
            var middle = fits + ((breaks - fits) / 2);
            var tried = WorstCase.Of(asking.Call with { Facts = asking.Call.Facts with { MaxOutput = middle / asking.Call.Facts.Choices } }, asking.Plan.Reach, asking.Classes, prices, calibration);
            (fits, breaks) = tried.Cost is { } cost && cost.NanoUsd <= rule.Most && middle >= asking.Call.Facts.Choices ? (middle, breaks) : (fits, middle);
        }

        return fits >= least ? fits : null;
    }

    private static OrRefusal<Fitting> Elsewhere(Fitting fitting, SizeRule rule, string size)
    {
        var asking = fitting.Asking;
        if (!asking.Elsewhere(rule.RerouteTo!).TryGet(out var plan, out var refusal))
        {
            return refusal;
        }

        return new Fitting(asking with { Plan = plan }, [.. fitting.Moved, rule]) { Said = fitting.Said }
            .Saying($"sent to {rule.RerouteTo} by {rule.Path} ({size})");
    }

    private static Fitting Clamped(Fitting fitting, long most, string said) => (fitting with { Asking = OutputClamp.Of(fitting.Asking, most) }).Saying(said);

    private static Target First(Fitting fitting) => fitting.Asking.Plan.Targets[0];
}

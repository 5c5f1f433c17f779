using System.Globalization;
using RelayPlane.Config;
using RelayPlane.Routing;
using RelayPlane.Routing.Deciding;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Cli;

/// <summary>For a person: how a call would come by its model.</summary>
internal static class ExplainText
{
    public static IEnumerable<string> Of(Explained explained)
    {
        var (trace, score) = (explained.Trace, explained.Score);
        yield return Line("endpoint", explained.Endpoint);
        yield return Line("asked for", trace.Asked.Length == 0 ? "no model" : CallWords.Clean(trace.Asked));
        yield return Line("means", trace.Meant.Target is { } meant ? $"{Text(meant)}, because {CallWords.Clean(trace.Meant.Reason)}" : CallWords.Clean(trace.Meant.Refusal?.Message ?? "nothing"));
        if (trace.IsBypassed)
        {
            yield return Line("bypassed", "routing is switched off, or the call bypasses it: nothing else is asked");
        }

        foreach (var route in trace.Routes)
        {
            yield return Line("route", $"{CallWords.Clean(route.Route)}: {(route.Failed is { } failed ? $"no, {failed}" : "takes the call")}");
        }

        foreach (var line in score is null ? [] : Score(score))
        {
            yield return line;
        }

        if (!trace.Plan.TryGet(out var plan, out var refusal))
        {
            yield return Line("refused", CallWords.Clean(refusal.Message));
            yield break;
        }

        foreach (var line in plan.Decision is { } decision ? Decided(decision, explained.Waits) : [Line("decision", Undecided(trace, plan))])
        {
            yield return line;
        }

        yield return Line("plan", string.Join(", ", plan.Targets.Select(Text)));
        if (plan.Ladder is { } ladder)
        {
            yield return Line("ladder", $"{string.Join(" → ", ladder.Steps.Select(Text))}, at most {ladder.Most} up, on {Words(ladder.On)}");
        }

        foreach (var (name, value) in ExplainHeaders.Of(trace, plan))
        {
            yield return Line("header", $"{name}: {CallWords.Clean(value)}");
        }
    }

    public static string Text(Target target) => CallWords.Clean($"{target.Provider.Name}/{target.Model}");

    private static IEnumerable<string> Score(CallScore score)
    {
        var (look, shape) = (score.Look, score.Look.Shape);
        yield return Line("sees", $"{shape.Messages} messages, {shape.UserTurns} of a person, {shape.Tools} tools{(shape.Images ? ", images" : "")}{(shape.MidTask ? ", in the middle of a task" : "")}{(shape.Housekeeping == Dialects.Looking.Housekeeping.None ? "" : $", {shape.Housekeeping.ToString().ToLowerInvariant()}")}");
        yield return Line("score", $"{Tiers(look.Heads.Simple, look.Heads.Moderate, look.Heads.Complex)}; by plain rules {look.Rules.ToString().ToLowerInvariant()}");
        foreach (var line in Reasons(score.Reasons))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Decided(Decision decision, string? waits)
    {
        yield return Values(decision.Heads, decision.Lambda);
        yield return Line("decision", $"{decision.Tier.ToString().ToLowerInvariant()}: {Text(decision.Chosen)} in place of {(decision.Asked is { } asked ? Text(asked) : "no certain model")}, {(decision.Acts ? "acted upon" : "only observed")}, because {CallWords.Clean(decision.Reason)}");
        if (waits is not null)
        {
            yield return Line("waits", CallWords.Clean(waits));
        }

        if (decision.Kept is { } kept)
        {
            yield return Line("kept", CallWords.Clean(kept));
        }
    }

    private static string Undecided(RouteTrace trace, Plan plan) =>
        plan.Reason.StartsWith(ExplainMadeText.Cascade, StringComparison.Ordinal)
            ? $"none by a score: the cascade begins with {Text(plan.Targets[0])}{(trace.Meant.Target is { } meant && !meant.Is(plan.Targets[0]) ? $" in place of {Text(meant)}" : "")}"
            : "none: the model that the name or a route says is the one that the call gets";

    /// <summary>As the config writes them.</summary>
    private static string Words(EscalateOn on) => string.Join(", ", EscalationNames.All.Where(word => LadderFrom.Trigger(word) is { } one && (on & one) != 0));

    /// <summary>What moved the score, and what its sign means.</summary>
    public static IEnumerable<string> Reasons(IReadOnlyList<Reason> reasons)
    {
        if (reasons.Count > 0)
        {
            yield return Line("moved by", "above zero speaks for a dearer model, below zero for a cheaper one");
        }

        foreach (var reason in reasons)
        {
            yield return Line("", $"{Number(reason.Weight, "+0.000;-0.000"),8}  {CallWords.Clean(reason.Name)}");
        }
    }

    public static string Values(Heads heads, double lambda)
    {
        var costs = TierCosts.Usual;
        double Value(double quality, double cost) => quality - lambda * cost;
        return Line("values", $"{Tiers(Value(heads.Simple, costs.Simple), Value(heads.Moderate, costs.Moderate), Value(heads.Complex, costs.Complex))}: quality less {Number(lambda, "0.###")} × cost, at the usual shares of cost");
    }

    public static string Tiers(double simple, double moderate, double complex) => $"simple {Number(simple, "0.000")}, moderate {Number(moderate, "0.000")}, complex {Number(complex, "0.000")}";

    public static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    public static string Line(string label, string text) => $"{label,-10} {text}";
}

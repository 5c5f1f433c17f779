using System.Globalization;
using RelayPlane.Ledger;
using RelayPlane.Routing;
using RelayPlane.Routing.Deciding;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Cli;

/// <summary>For a person: how a call comes by its model.</summary>
internal static class ExplainText
{
    public static IEnumerable<string> Of(RouteTrace trace, CallScore? score)
    {
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

        foreach (var line in plan.Decision is { } decision ? Decided(decision) : [Line("decision", "none: the model that the name or a route says is the one that the call gets")])
        {
            yield return line;
        }

        yield return Line("plan", string.Join(", ", plan.Targets.Select(Text)));
        if (plan.Ladder is { } ladder)
        {
            yield return Line("ladder", $"{string.Join(" → ", ladder.Steps.Select(Text))}, at most {ladder.Most} up, on {ladder.On}");
        }

        foreach (var (name, value) in ExplainHeaders.Of(trace, plan))
        {
            yield return Line("header", $"{name}: {CallWords.Clean(value)}");
        }
    }

    /// <summary>A call that was made: what is recorded of its way.</summary>
    public static IEnumerable<string> Of(CallEntry call)
    {
        yield return Line("asked for", CallWords.Clean(call.ModelRequested ?? "no model"));
        yield return Line("because", CallWords.Clean(call.Reason ?? "nothing is recorded"));
        yield return Line("route", CallWords.Clean(call.Route ?? "none took it"));
        yield return Line("plan", CallWords.Clean(call.Plan ?? "none"));
        if (call.Decision is not { } decision)
        {
            yield return Line("decision", "nothing of a score is recorded for it");
            yield break;
        }

        yield return Line("saw", $"{decision.Messages} messages, {decision.UserTurns} of a person, {decision.Tools} tools, {Number(decision.PromptTokens, "N0")} tokens{(decision.Images ? ", images" : "")}{(decision.MidTask ? ", in the middle of a task" : "")}{(decision.Housekeeping is { } chore ? $", {chore}" : "")}");
        yield return Line("score", $"{Tiers(decision.Simple, decision.Moderate, decision.Complex)} by {CallWords.Clean(decision.Classifier)}; by plain rules {decision.Rules}");
        yield return Line("decision", decision.Tier is null ? "none" : $"{decision.Tier}: {CallWords.Clean(decision.Chosen ?? "nobody")} in place of {CallWords.Clean(decision.Asked ?? "no certain model")}, {(decision.Acted ? "done" : "only observed")}, because {CallWords.Clean(decision.Reason ?? "of the score")}");
        if (decision.Kept is { } kept)
        {
            yield return Line("kept", CallWords.Clean(kept));
        }
    }

    public static string Text(Target target) => CallWords.Clean($"{target.Provider.Name}/{target.Model}");

    private static IEnumerable<string> Score(CallScore score)
    {
        var (look, shape) = (score.Look, score.Look.Shape);
        yield return Line("sees", $"{shape.Messages} messages, {shape.UserTurns} of a person, {shape.Tools} tools{(shape.Images ? ", images" : "")}{(shape.MidTask ? ", in the middle of a task" : "")}{(shape.Housekeeping == Dialects.Looking.Housekeeping.None ? "" : $", {shape.Housekeeping.ToString().ToLowerInvariant()}")}");
        yield return Line("score", $"{Tiers(look.Heads.Simple, look.Heads.Moderate, look.Heads.Complex)}; by plain rules {look.Rules.ToString().ToLowerInvariant()}");
        foreach (var reason in score.Reasons)
        {
            yield return Line("", $"{Number(reason.Weight, "+0.000;-0.000"),8}  {CallWords.Clean(reason.Name)}");
        }
    }

    private static IEnumerable<string> Decided(Decision decision)
    {
        var costs = TierCosts.Usual;
        double Value(double quality, double cost) => quality - decision.Lambda * cost;
        yield return Line("values", $"{Tiers(Value(decision.Heads.Simple, costs.Simple), Value(decision.Heads.Moderate, costs.Moderate), Value(decision.Heads.Complex, costs.Complex))}: quality less {Number(decision.Lambda, "0.###")} × cost, at the usual shares of cost");
        yield return Line("decision", $"{decision.Tier.ToString().ToLowerInvariant()}: {Text(decision.Chosen)} in place of {(decision.Asked is { } asked ? Text(asked) : "no certain model")}, {(decision.Acts ? "acted upon" : "only observed")}, because {CallWords.Clean(decision.Reason)}");
        if (decision.Kept is { } kept)
        {
            yield return Line("kept", CallWords.Clean(kept));
        }
    }

    private static string Tiers(double simple, double moderate, double complex) => $"simple {Number(simple, "0.000")}, moderate {Number(moderate, "0.000")}, complex {Number(complex, "0.000")}";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Line(string label, string text) => $"{label,-10} {text}";
}

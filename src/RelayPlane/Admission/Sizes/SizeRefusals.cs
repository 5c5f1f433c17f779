using RelayPlane.Config;
using RelayPlane.Dialects;
using RelayPlane.Metering;
using RelayPlane.Routing;

namespace RelayPlane.Admission.Sizes;

/// <summary>
/// Refuses a call that is too large: 400 in every dialect, which no SDK tries again and Claude Code shows word for word. (Its own words for 413 tell the
/// user to remove a file, and "prompt is too long" would make it compact with a call that is as large.)
/// </summary>
internal static class SizeRefusals
{
    public static Refusal Input(SizeRule rule, long expected) => Refuse(
        $"This call has about {SizeText.Count(expected)} input tokens, and {rule.Path} in the gateway's config allows {SizeText.Count(rule.Most)}."
        + (rule.Action == LimitAction.Clamp ? " (Only output can be clamped.)" : string.Empty)
        + " Send less, or raise the limit.");

    public static Refusal Output(SizeRule rule, long asked) => Refuse(
        $"This call asks for up to {SizeText.Count(asked)} output tokens, and {rule.Path} in the gateway's config allows {SizeText.Count(rule.Most)}. Ask for less, or raise the limit, or set action to \"clamp\".");

    public static Refusal Cost(SizeRule rule, WorstCase worst) => Refuse(
        $"This call could cost up to {SizeText.Usd(worst.Cost!.Value)} ({SizeText.Count(worst.Input)} input and {SizeText.Count(worst.Output)} output tokens at list price), and {rule.Path} in the gateway's config allows {SizeText.Usd(new Money(rule.Most))}. "
        + "Send less, ask for less output, or raise the limit.");

    public static Refusal Unpriced(SizeRule rule, Plan plan) => Refuse(
        $"No price is known for {plan.Targets[0].Provider.Name}/{plan.Targets[0].Model} or what may follow it, so {rule.Path} in the gateway's config cannot be checked, and budget.unpriced is \"block\". Set a price under models, or set budget.unpriced to \"allow\".");

    private static Refusal Refuse(string message) => new(RefusalKind.InvalidRequest, message) { ShouldRetry = false };
}

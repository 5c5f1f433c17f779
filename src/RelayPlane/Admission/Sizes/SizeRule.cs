using RelayPlane.Config;
using RelayPlane.Metering;

namespace RelayPlane.Admission.Sizes;

/// <summary>One number of one <c>limits</c> section: what a single call may have of something, and what happens to a larger one.</summary>
/// <param name="Path">Where it is set: <c>routes.chat.limits.maxInputTokens</c>.</param>
/// <param name="Most">In tokens, or in nano-dollars.</param>
internal sealed record SizeRule(string Path, SizeKind Kind, long Most, LimitAction Action, string? RerouteTo)
{
    public static IEnumerable<SizeRule> Of(string path, LimitsConfig? limits)
    {
        if (limits is null)
        {
            yield break;
        }

        var action = limits.Action ?? (limits.RerouteTo is null ? LimitAction.Reject : LimitAction.Reroute);
        var elsewhere = action == LimitAction.Reroute ? limits.RerouteTo?.Text : null;
        if (limits.MaxInputTokens is { } input)
        {
            yield return new SizeRule($"{path}.maxInputTokens", SizeKind.Input, input, action, elsewhere);
        }

        if (limits.MaxOutputTokens is { } output)
        {
            yield return new SizeRule($"{path}.maxOutputTokens", SizeKind.Output, output, action, elsewhere);
        }

        if (limits.MaxCostUsd is { } cost)
        {
            yield return new SizeRule($"{path}.maxCostUsd", SizeKind.Cost, Money.FromUsd(cost).NanoUsd, action, elsewhere);
        }
    }
}

/// <summary>What a call has a size in.</summary>
internal enum SizeKind
{
    Input,
    Output,
    Cost,
}

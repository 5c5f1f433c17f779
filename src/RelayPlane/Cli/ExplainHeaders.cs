using RelayPlane.Gateway;
using RelayPlane.Routing;

namespace RelayPlane.Cli;

/// <summary>What the reply of a call says of its routing, if its first target answers.</summary>
internal static class ExplainHeaders
{
    public static IEnumerable<(string Name, string Value)> Of(RouteTrace trace, Plan plan)
    {
        yield return (ReplyNames.Provider, plan.Targets[0].Provider.Name);
        yield return (ReplyNames.RoutedModel, HeaderText.Of(plan.Targets[0].Model));
        yield return (ReplyNames.RequestedModel, HeaderText.Of(trace.Asked));
        yield return ("x-relayplane-reason", HeaderText.Of(plan.Reason));
        if (plan.Decision is { } decision)
        {
            yield return ("x-relayplane-complexity", decision.Tier.ToString().ToLowerInvariant());
        }
    }
}

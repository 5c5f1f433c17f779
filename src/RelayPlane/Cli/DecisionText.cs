using System.Globalization;
using RelayPlane.Ledger;

namespace RelayPlane.Cli;

/// <summary>What routing thought of a call, for a person.</summary>
internal static class DecisionText
{
    /// <summary>In one line; null where it had no say.</summary>
    public static string? Of(DecisionEntry? decision)
    {
        if (decision is not { Tier: { } tier })
        {
            return null;
        }

        var model = decision switch
        {
            { Chosen: null } => "",
            { Acted: true } => $", so {decision.Chosen}{(decision.Asked is { } asked && asked != decision.Chosen ? $" instead of {asked}" : "")}",
            _ => $"; it only looked, and would have taken {decision.Chosen}",
        };
        var scores = string.Create(CultureInfo.InvariantCulture, $"good enough: simple {decision.Simple:0.00}, moderate {decision.Moderate:0.00}, complex {decision.Complex:0.00}");
        return CallWords.Clean($"{tier}{model} ({scores}; by plain rules {decision.Rules}){(decision.Kept is { } kept ? $"; {kept}" : "")}");
    }

    /// <summary>What a label says; null for none.</summary>
    public static string? Of(bool? label) => label switch
    {
        true => "good, as somebody said",
        false => "bad, as somebody said",
        null => null,
    };
}

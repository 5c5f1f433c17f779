using RelayPlane.Ledger;
using RelayPlane.Routing;

namespace RelayPlane.Replay;

/// <summary>
/// How often an answer would be judged bad where nothing was recorded. These are guesses: of 2,180 recorded answers of real providers, many of them made to be
/// odd, 75 had any fault that is looked for, and hedging words stood in 0.4 % of answers. Most bad answers are wrong, not broken, and no trigger sees that.
/// </summary>
internal static class Triggers
{
    private static readonly (EscalateOn On, double Share)[] s_any =
    [
        (EscalateOn.Empty, .002),
        (EscalateOn.Truncated, .003),
        (EscalateOn.Uncertainty, .004),
        (EscalateOn.Refusal, .01),
    ];

    /// <summary>The share of answers to such a call that have one of these faults.</summary>
    public static double Guess(EscalateOn on, DecisionEntry call) =>
        s_any.Where(one => on.HasFlag(one.On)).Sum(one => one.Share)
        + (on.HasFlag(EscalateOn.BadToolCall) && call.Tools > 0 ? .02 : 0)
        + (on.HasFlag(EscalateOn.InvalidJson) && call.WantsJson ? .02 : 0);
}

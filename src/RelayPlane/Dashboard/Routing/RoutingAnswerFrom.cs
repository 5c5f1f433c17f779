using RelayPlane.Ledger.Decisions;
using RelayPlane.Metering;

namespace RelayPlane.Dashboard.Routing;

/// <summary>Makes of the ledger's sums what the page shows. Pure.</summary>
internal static class RoutingAnswerFrom
{
    private const int MostRows = 200;

    private static readonly string[] s_tiers = ["simple", "moderate", "complex"];

    public static RoutingAnswer Sums(RoutingSums sums, DateTimeOffset until, string zone, RoutingNow now)
    {
        var calls = sums.Rows.Where(row => !row.Key.Climb).ToList();
        var tiers = s_tiers.Where(tier => calls.Any(row => row.Key.Tier == tier)).ToList();
        return new(
            sums.Steps.Starts.First(),
            until,
            zone,
            sums.Steps.Seconds,
            [.. sums.Steps.Starts],
            now,
            sums.Tiers.Where(row => row.Key.Length > 0).Sum(row => row.Sum.Requests),
            sums.Tiers.Where(row => row.Key.Length == 0).Sum(row => row.Sum.Requests),
            [.. tiers.Select(tier => Tier(tier, Group.Of(calls.Where(row => row.Key.Tier == tier))))],
            [.. tiers.Select(tier => new TierSteps(tier, [.. sums.Tiers.First(row => row.Key == tier).Steps.Select(step => step.Requests)]))],
            [.. Grouped(calls, key => (key.Reason, key.Tier)).Select(row => new ReasonRow(row.Key.Reason, row.Key.Tier, row.Group.Sum.Calls, row.Group.Cost?.Usd, row.Group.Asked?.Usd))],
            [.. Grouped(calls.Where(row => IsMove(row.Key)), key => (key.Asked, key.Chosen, key.Tier)).Select(row =>
                new MoveRow(row.Key.Asked, row.Key.Chosen, row.Key.Tier, row.Group.Sum.Calls, row.Group.Acted, row.Group.Cost?.Usd, row.Group.Asked?.Usd))],
            [.. Grouped(sums.Rows.Where(row => row.Key.Climb), key => (key.Asked, key.Chosen, key.Reason)).Select(row =>
                new EscalationRow(row.Key.Asked, row.Key.Chosen, row.Key.Reason, row.Group.Sum.Calls, row.Group.Cost?.Usd))]);
    }

    private static TierRow Tier(string tier, Group group) =>
        new(tier, group.Sum.Calls, group.Acted, group.Sum.Escalated, group.Cost?.NanoUsd, group.Cost?.Usd, group.Asked?.NanoUsd, group.Asked?.Usd);

    private static bool IsMove(RoutingKey key) => key.Asked.Length > 0 && key.Chosen.Length > 0 && key.Asked != key.Chosen;

    /// <summary>Those with the most calls first.</summary>
    private static IEnumerable<(TKey Key, Group Group)> Grouped<TKey>(IEnumerable<KeyValuePair<RoutingKey, RoutingTally>> rows, Func<RoutingKey, TKey> by) => rows
        .GroupBy(row => by(row.Key)).Select(group => (group.Key, Group: Group.Of(group)))
        .OrderByDescending(row => row.Group.Sum.Calls).ThenByDescending(row => row.Group.Sum.CostNano).ThenBy(row => $"{row.Key}", StringComparer.Ordinal)
        .Take(MostRows);

    /// <summary>Rows that are shown as one.</summary>
    /// <param name="NamesModel">Whether any of these calls asked for a certain model.</param>
    private readonly record struct Group(RoutingTally Sum, long Acted, bool NamesModel)
    {
        public Money? Cost => Sum.Cost;

        public Money? Asked => NamesModel && Cost is { } cost ? new Money(cost.NanoUsd + Sum.SavedNano) : null;

        public static Group Of(IEnumerable<KeyValuePair<RoutingKey, RoutingTally>> rows)
        {
            var sum = new RoutingTally();
            var (acted, names) = (0L, false);
            foreach (var (key, tally) in rows)
            {
                sum.Add(tally);
                acted += key.Acted ? tally.Calls : 0;
                names |= key.Asked.Length > 0;
            }

            return new(sum, acted, names);
        }
    }
}

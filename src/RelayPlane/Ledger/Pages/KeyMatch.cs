namespace RelayPlane.Ledger.Pages;

/// <summary>A part of a filter as a condition on <c>rollup_keys</c>.</summary>
/// <param name="Split">The levels that have rows by this alone.</param>
/// <param name="Values">Bound to the condition, in order.</param>
internal sealed record KeyMatch(RollupSplit Split, string Condition, IReadOnlyList<object> Values)
{
    public static KeyMatch Of(RollupSplit split, string column, IReadOnlyList<string> names) =>
        new(split, $"{column} IN ({CallMatch.Marks(names)})", [.. names]);

    /// <summary>What is said of the columns by which a key is not split.</summary>
    public static IReadOnlyList<(RollupSplit Split, string Condition)> Empty { get; } =
    [
        (RollupSplit.Model, "provider = ''"), (RollupSplit.Model, "model = ''"), (RollupSplit.Agent, "agent = ''"),
        (RollupSplit.Client, "client = ''"), (RollupSplit.Route, "route = ''"), (RollupSplit.Status, "status = 0"), (RollupSplit.Tier, "tier = ''"),
    ];

    public static KeyMatch Of(IReadOnlyList<StatusSpan> statuses) => new(
        RollupSplit.Status,
        $"({string.Join(" OR ", statuses.Select(_ => "status BETWEEN ? AND ?"))})",
        [.. statuses.SelectMany(status => new object[] { (long)status.From, (long)status.To })]);
}

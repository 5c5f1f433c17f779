using RelayPlane.Ledger;
using RelayPlane.Ledger.Curves;

namespace RelayPlane.Dashboard.Spend;

/// <summary>What <c>GET /api/series</c> says: sums over time by one thing.</summary>
/// <param name="Starts">When each step begins.</param>
/// <param name="Rows">Costliest first.</param>
/// <param name="Rest">The sums of the rows beyond these; null where there are none.</param>
internal sealed record SeriesAnswer(
    DateTimeOffset Since,
    DateTimeOffset Until,
    string Zone,
    string By,
    int StepSeconds,
    IReadOnlyList<DateTimeOffset> Starts,
    IReadOnlyList<SeriesRowAnswer> Rows,
    SeriesRowAnswer? Rest);

/// <summary>The sums of one row, step by step.</summary>
internal sealed record SeriesRowAnswer(
    string Key,
    IReadOnlyList<long> Requests,
    IReadOnlyList<long> Errors,
    IReadOnlyList<long> Unpriced,
    IReadOnlyList<long> TokensIn,
    IReadOnlyList<long> TokensOut,
    IReadOnlyList<long> CacheReadTokens,
    IReadOnlyList<long> CostNano)
{
    public static SeriesRowAnswer Of(SeriesRow row)
    {
        IReadOnlyList<long> Each(Sum sum) => [.. row.Steps.Select(step => step[sum])];
        return new(
            row.Key, Each(Sum.Requests), Each(Sum.Errors), Each(Sum.Unpriced), Each(Sum.TokensIn), Each(Sum.TokensOut), Each(Sum.CacheRead), Each(Sum.CostNano));
    }
}

namespace RelayPlane.Ledger;

/// <summary>Sums over the calls that ran a model, or were meant to.</summary>
/// <param name="Rows">Costliest first; days in order.</param>
/// <param name="Rest">What is beyond the rows that were asked for; null where there is nothing.</param>
/// <param name="Total">All of them.</param>
/// <param name="OtherRequests">Calls besides these that run no model: token counts, model lists, unmodelled paths.</param>
internal sealed record Stats(IReadOnlyList<StatsRow> Rows, Tally? Rest, Tally Total, long OtherRequests);

/// <summary>What one or two groups make a row of: a model, provider, day (<c>2026-11-24</c>), status, …; empty where a call has none.</summary>
internal readonly record struct StatsKey(string First, string? Second = null) : IComparable<StatsKey>
{
    public override string ToString() => Second is null ? First : $"{First} / {Second}";

    public int CompareTo(StatsKey other) =>
        string.CompareOrdinal(First, other.First) is var order and not 0 ? order : string.CompareOrdinal(Second, other.Second);
}

/// <summary>One row of statistics and its sums.</summary>
internal sealed record StatsRow(StatsKey Key, Tally Tally);

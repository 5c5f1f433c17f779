namespace RelayPlane.Ledger;

/// <summary>Sums over the calls that ran a model, or were meant to.</summary>
/// <param name="Rows">Costliest first; days in order.</param>
/// <param name="Total">All of them.</param>
/// <param name="OtherRequests">Calls besides these that run no model: token counts, model lists, unmodelled paths.</param>
internal sealed record Stats(IReadOnlyList<StatsRow> Rows, Tally Total, long OtherRequests);

/// <summary>One row of statistics: a model, provider, day (<c>2026-11-24</c>), status, agent or session, empty where a call has none; and its sums.</summary>
internal sealed record StatsRow(string Key, Tally Tally);

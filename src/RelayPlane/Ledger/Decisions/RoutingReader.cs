using RelayPlane.Ledger.Curves;

namespace RelayPlane.Ledger.Decisions;

/// <summary>Says what routing made of the calls of a time, through a connection of its own that only reads, all of one moment.</summary>
internal sealed class RoutingReader(string path)
{
    public RoutingSums Read(CurveRange range)
    {
        using var connection = LedgerFile.TryOpenCurrent(path);
        if (connection is null)
        {
            return new(range.Steps(null), [], new Dictionary<RoutingKey, RoutingTally>());
        }

        using var snapshot = connection.BeginTransaction(deferred: true);
        var tiers = SeriesReader.Read(connection.Handle!, range, StatsGroup.Tier, int.MaxValue);
        var pieces = tiers.Steps.Pieces;
        return new(tiers.Steps, tiers.Rows, RoutingRows.Read(connection.Handle!, pieces[0].FromMs, pieces[^1].ToMs));
    }
}

/// <summary>Calls by what routing thought of them.</summary>
/// <param name="Tiers">All calls that run a model, tier by tier, step by step; those of no tier are under an empty key.</param>
/// <param name="Rows">What was decided, and the climbs.</param>
internal sealed record RoutingSums(CurveSteps Steps, IReadOnlyList<SeriesRow> Tiers, IReadOnlyDictionary<RoutingKey, RoutingTally> Rows);

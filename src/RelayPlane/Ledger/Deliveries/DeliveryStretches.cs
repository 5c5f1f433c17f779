using SQLitePCL;

namespace RelayPlane.Ledger.Deliveries;

/// <summary>Reads stretches of time from a database that has deliveries.</summary>
internal sealed class DeliveryStretches
{
    private readonly IReadOnlyList<RollupLevel> _levels;
    private readonly long _firstMs;
    private readonly long _endMs;
    private readonly long _deletedMs;
    private readonly long _lastMs;

    private DeliveryStretches(sqlite3 database, IReadOnlyList<RollupLevel> levels, long first, long last)
    {
        long unitMs = levels[0].Seconds * 1000L;
        (_levels, _firstMs, _endMs) = (levels, first * unitMs, (last + 1) * unitMs);
        (_deletedMs, _lastMs) = (LedgerBounds.DeletedBeforeMs(database), LedgerBounds.LastCallMs(database));
    }

    /// <summary>Null where the database has none.</summary>
    public static DeliveryStretches? Of(sqlite3 database, DeliverySplit split)
    {
        IReadOnlyList<RollupLevel> levels = RollupLevel.Of(split);

        // The first and last quarters with calls bound what is asked, so that it may be as wide as one likes.
        using Statement bounds = new(database, "SELECT (SELECT MIN(period) FROM deliveries WHERE level = ?1), (SELECT MAX(period) FROM deliveries WHERE level = ?1)");
        return bounds.Bind(levels[0].Code).Next() && bounds.MaybeNumber(0) is { } first && bounds.MaybeNumber(1) is { } last
            ? new(database, levels, first, last)
            : null;
    }

    /// <param name="of">The tally that a key is added to.</param>
    public void Read(DeliveryRows rows, long fromMs, long toMs, Func<DeliveryKey, DeliveryTally> of)
    {
        (fromMs, toMs) = (Math.Max(fromMs, _firstMs), Math.Min(toMs, _endMs));
        if (fromMs >= toMs)
        {
            return;
        }

        StatsStretch stretch = StatsStretch.Cut(fromMs, toMs, _levels[0].Seconds, _deletedMs, _lastMs);
        foreach (PeriodSpan span in PeriodSpan.Cover(_levels, stretch.FromSeconds, stretch.ToSeconds))
        {
            rows.Read(span, of);
        }

        foreach ((long edgeFromMs, long edgeToMs) in stretch.Edges)
        {
            rows.Read(edgeFromMs, edgeToMs, of);
        }
    }
}

using Microsoft.Data.Sqlite;
using RelayPlane.Ledger.Curves;
using SQLitePCL;

namespace RelayPlane.Ledger.Deliveries;

/// <summary>Says how calls were delivered over a time: whole periods from <c>deliveries</c>, the broken ones at the ends from their calls, as <see cref="LedgerReader"/> does.</summary>
internal sealed class DeliveryReader(string path)
{
    /// <summary>All calls of a time together, without histograms.</summary>
    public DeliveryTally Sum(DateTimeOffset since, DateTimeOffset? until)
    {
        DeliveryTally sum = new();
        using SqliteConnection? connection = LedgerFile.TryOpenCurrent(path);
        if (connection is null)
        {
            return sum;
        }

        using SqliteTransaction snapshot = connection.BeginTransaction(deferred: true);
        sqlite3 database = connection.Handle!;
        using DeliveryRows rows = new(database, []);
        Read(database, rows, RollupLevel.OfTargets, since.ToUnixTimeMilliseconds(), until?.ToUnixTimeMilliseconds() ?? long.MaxValue, LedgerBounds.DeletedBeforeMs(database), _ => sum);
        return sum;
    }

    /// <summary>Step by step, by target and route.</summary>
    /// <param name="by">What makes a row.</param>
    /// <param name="spreads">The histograms that are wanted; the others stay empty.</param>
    public DeliveryCurves<TKey> Read<TKey>(CurveRange range, Func<DeliveryKey, TKey> by, params IReadOnlyList<DeliverySpread> spreads)
        where TKey : notnull =>
        Read(range, RollupLevel.OfDeliveries, by, spreads);

    /// <summary>The same by target alone: the keys have no route, or any.</summary>
    public DeliveryCurves<TKey> ReadTargets<TKey>(CurveRange range, Func<DeliveryKey, TKey> by, params IReadOnlyList<DeliverySpread> spreads)
        where TKey : notnull =>
        Read(range, RollupLevel.OfTargets, by, spreads);

    private DeliveryCurves<TKey> Read<TKey>(CurveRange range, IReadOnlyList<RollupLevel> levels, Func<DeliveryKey, TKey> by, IReadOnlyList<DeliverySpread> spreads)
        where TKey : notnull
    {
        using SqliteConnection? connection = LedgerFile.TryOpenCurrent(path);
        if (connection is null)
        {
            return new(range.Steps(null), new Dictionary<TKey, DeliveryTally?[]>());
        }

        using SqliteTransaction snapshot = connection.BeginTransaction(deferred: true);
        sqlite3 database = connection.Handle!;
        CurveSteps steps = range.Steps(database);
        Dictionary<TKey, DeliveryTally?[]> found = [];
        long deletedMs = LedgerBounds.DeletedBeforeMs(database);
        using DeliveryRows rows = new(database, spreads);
        for (int step = 0; step < steps.Pieces.Count; step++)
        {
            int at = step;
            Read(database, rows, levels, steps.Pieces[step].FromMs, steps.Pieces[step].ToMs, deletedMs, key => Of(found, by(key), steps.Pieces.Count)[at] ??= new DeliveryTally());
        }

        return new(steps, found);
    }

    private static void Read(
        sqlite3 database, DeliveryRows rows, IReadOnlyList<RollupLevel> levels, long fromMs, long toMs, long deletedMs, Func<DeliveryKey, DeliveryTally> of)
    {
        long unitMs = levels[0].Seconds * 1000L;

        // The first and last quarters with calls bound what was asked, so that it may be as wide as one likes.
        using Statement bounds = new(database, $"SELECT (SELECT MIN(period) FROM deliveries WHERE level = 0), (SELECT MAX(period) FROM deliveries WHERE level = 0)");
        if (!bounds.Next() || bounds.MaybeNumber(0) is not { } first || bounds.MaybeNumber(1) is not { } last)
        {
            return;
        }

        (fromMs, toMs) = (Math.Max(fromMs, first * unitMs), Math.Min(toMs, (last + 1) * unitMs));
        if (fromMs >= toMs)
        {
            return;
        }

        StatsStretch stretch = StatsStretch.Cut(fromMs, toMs, levels[0].Seconds, deletedMs);
        foreach (PeriodSpan span in PeriodSpan.Cover(levels, stretch.FromSeconds, stretch.ToSeconds))
        {
            rows.Read(span, of);
        }

        foreach ((long edgeFromMs, long edgeToMs) in stretch.Edges)
        {
            rows.Read(edgeFromMs, edgeToMs, of);
        }
    }

    private static DeliveryTally?[] Of<TKey>(Dictionary<TKey, DeliveryTally?[]> found, TKey key, int steps)
        where TKey : notnull
    {
        if (!found.TryGetValue(key, out DeliveryTally?[]? tallies))
        {
            found.Add(key, tallies = new DeliveryTally?[steps]);
        }

        return tallies;
    }
}

/// <summary>How calls were delivered, step by step; null where a row has none in a step.</summary>
internal sealed record DeliveryCurves<TKey>(CurveSteps Steps, IReadOnlyDictionary<TKey, DeliveryTally?[]> Rows)
    where TKey : notnull;

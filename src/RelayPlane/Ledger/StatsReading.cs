using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>Answers one <see cref="StatsQuery"/> within one snapshot: whole periods from rollups, the broken ones at the ends from their calls.</summary>
internal sealed class StatsReading
{
    private readonly sqlite3 _database;
    private readonly StatsQuery _query;
    private readonly StatsSums _sums;
    private readonly Func<long, long, IReadOnlyList<StatsPiece>>? _pieces;
    private readonly long _deletedMs;
    private readonly long _lastMs;

    private StatsReading(sqlite3 database, StatsQuery query, StatsSums sums, Func<long, long, IReadOnlyList<StatsPiece>>? pieces)
    {
        (_database, _query, _sums, _pieces) = (database, query, sums, pieces);
        (_deletedMs, _lastMs) = (LedgerBounds.DeletedBeforeMs(database), LedgerBounds.LastCallMs(database));
    }

    /// <param name="pieces">Cuts the time, which begins and ends with the calls that there are, in another way than by days where the query groups by those.</param>
    public static void Read(sqlite3 database, StatsQuery query, StatsSums sums, Func<long, long, IReadOnlyList<StatsPiece>>? pieces = null) =>
        new StatsReading(database, query, sums, pieces).Read();

    private void Read()
    {
        // The first and last hours with calls bound what was asked, so that it may be as wide as one likes.
        if (Number("SELECT MIN(period) FROM rollups WHERE level = 0") is not { } first || Number("SELECT MAX(period) FROM rollups WHERE level = 0") is not { } last)
        {
            return;
        }

        const long HourMs = 3_600_000;
        long from = Math.Max(_query.Since.ToUnixTimeMilliseconds(), first * HourMs);
        long to = Math.Min(_query.Until?.ToUnixTimeMilliseconds() ?? long.MaxValue, (last + 1) * HourMs);
        if (from >= to)
        {
            return;
        }

        bool byDay = _query.By.Contains(StatsGroup.Day);
        IReadOnlyList<StatsPiece> pieces = _pieces?.Invoke(from, to) ?? (byDay ? [.. StatsPiece.Days(_query.Zone, from, to)] : [new("", from, to)]);
        StatsKeys keys = new(_query);
        IReadOnlyList<RollupLevel> levels = Levels();
        using (RollupRows rollups = new(_database, keys, _query.Latency))
        using (CallRows calls = new(_database, keys))
        {
            foreach (StatsPiece piece in pieces)
            {
                Read(piece, levels, rollups, calls);
            }

            if (levels != RollupLevel.All && levels != RollupLevel.Of(RollupSplit.Endpoint))
            {
                ReadOthers(new("", from, to), levels[0].Seconds, rollups);
            }
        }

        if (_query.By.Contains(StatsGroup.Session))
        {
            SessionRows.Read(_database, _query, keys, pieces, piece => StatsStretch.Cut(piece.FromMs, piece.ToMs, RollupLevel.All[0].Seconds, _deletedMs, _lastMs), _sums);
        }
    }

    private void Read(StatsPiece piece, IReadOnlyList<RollupLevel> levels, RollupRows rollups, CallRows calls)
    {
        StatsStretch stretch = StatsStretch.Cut(piece.FromMs, piece.ToMs, levels[0].Seconds, _deletedMs, _lastMs);
        foreach (PeriodSpan span in PeriodSpan.Cover(levels, stretch.FromSeconds, stretch.ToSeconds))
        {
            rollups.Read(span, piece.Day, _sums);
        }

        foreach ((long fromMs, long toMs) in stretch.Edges)
        {
            calls.Read(fromMs, toMs, piece.Day, _sums);
        }
    }

    /// <summary>Levels that are split by few things count only calls that run a model, all but one. The ends are cut as theirs are, whose calls were all counted.</summary>
    /// <param name="finest">Their shortest period.</param>
    private void ReadOthers(StatsPiece piece, int finest, RollupRows rollups)
    {
        IReadOnlyList<RollupLevel> levels = [.. RollupLevel.Of(RollupSplit.Endpoint).Where(level => level.Seconds >= finest)];
        StatsStretch stretch = StatsStretch.Cut(piece.FromMs, piece.ToMs, levels[0].Seconds, _deletedMs, _lastMs);
        foreach (PeriodSpan span in PeriodSpan.Cover(levels, stretch.FromSeconds, stretch.ToSeconds))
        {
            rollups.ReadOthers(span, _sums);
        }
    }

    /// <summary>Those that are split by what makes a row, besides days, and by as little else as there is.</summary>
    private IReadOnlyList<RollupLevel> Levels()
    {
        RollupSplit[] splits = [.. _query.By.Where(group => group is not StatsGroup.Day).Select(SplitOf).Distinct()];
        return splits switch
        {
            [] => RollupLevel.Of(RollupSplit.Endpoint),
            [var alone] => RollupLevel.Of(alone),
            _ when !splits.Contains(RollupSplit.Tier) => RollupLevel.All,
            _ when splits.Contains(RollupSplit.Status) => RollupLevel.Of(RollupSplit.Tier),
            _ => RollupLevel.WithTier,
        };
    }

    private static RollupSplit SplitOf(StatsGroup group) => group switch
    {
        StatsGroup.Model or StatsGroup.Provider => RollupSplit.Model,
        StatsGroup.Agent => RollupSplit.Agent,
        StatsGroup.Client => RollupSplit.Client,
        StatsGroup.Route => RollupSplit.Route,
        StatsGroup.Status => RollupSplit.Status,
        StatsGroup.Tier => RollupSplit.Tier,
        _ => RollupSplit.Endpoint,
    };

    private long? Number(string sql)
    {
        using Statement statement = new(_database, sql);
        return statement.Next() ? statement.MaybeNumber(0) : null;
    }
}

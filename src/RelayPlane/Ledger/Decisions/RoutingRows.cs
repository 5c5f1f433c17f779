using SQLitePCL;

namespace RelayPlane.Ledger.Decisions;

/// <summary>Sums routed calls and climbs over a time: whole periods from <c>routings</c>, the broken ones at its ends from their calls, as <see cref="StatsReading"/> does.</summary>
internal static class RoutingRows
{
    /// <param name="database">Within the snapshot of the question.</param>
    public static IReadOnlyDictionary<RoutingKey, RoutingTally> Read(sqlite3 database, long fromMs, long toMs)
    {
        Dictionary<RoutingKey, RoutingTally> found = [];
        var levels = RollupLevel.Routings;
        using Statement bounds = new(database, "SELECT (SELECT MIN(period) FROM routings WHERE level = ?1), (SELECT MAX(period) FROM routings WHERE level = ?1)");
        if (!bounds.Bind(levels[0].Code).Next() || bounds.MaybeNumber(0) is not { } first || bounds.MaybeNumber(1) is not { } last)
        {
            return found;
        }

        // The first and last quarters with such calls bound what is asked, so that it may be as wide as one likes.
        var unitMs = levels[0].Seconds * 1000L;
        (fromMs, toMs) = (Math.Max(fromMs, first * unitMs), Math.Min(toMs, (last + 1) * unitMs));
        if (fromMs >= toMs)
        {
            return found;
        }

        var stretch = StatsStretch.Cut(fromMs, toMs, levels[0].Seconds, LedgerBounds.DeletedBeforeMs(database), LedgerBounds.LastCallMs(database));
        ReadPeriods(database, PeriodSpan.Cover(levels, stretch.FromSeconds, stretch.ToSeconds), found);
        using RoutedCalls calls = new(database);
        foreach (var (edgeFromMs, edgeToMs) in stretch.Edges)
        {
            foreach (var call in calls.Read(edgeFromMs, edgeToMs))
            {
                RoutingBatch.Count(call, key => Of(found, key));
            }
        }

        return found;
    }

    private static void ReadPeriods(sqlite3 database, IEnumerable<PeriodSpan> spans, Dictionary<RoutingKey, RoutingTally> found)
    {
        using Statement rows = new(database, $"SELECT key, {string.Join(", ", RoutingTally.Columns)} FROM routings WHERE level = ? AND period >= ? AND period < ?");
        using Statement keys = new(database, "SELECT climb, tier, acted, reason, asked, chosen FROM routing_keys WHERE id = ?");
        Dictionary<long, RoutingTally> tallies = [];
        foreach (var span in spans)
        {
            rows.Bind(span.Level.Code).Bind(span.From).Bind(span.To);
            while (rows.Next())
            {
                var id = rows.Number(0);
                if (!tallies.TryGetValue(id, out var tally))
                {
                    _ = keys.Bind(id).Next();
                    tallies.Add(id, tally = Of(found, new(keys.Number(0) != 0, keys.Text(1), keys.Number(2) != 0, keys.Text(3), keys.Text(4), keys.Text(5))));
                    keys.Reset();
                }

                tally.Add(rows, 1);
            }
        }
    }

    private static RoutingTally Of(Dictionary<RoutingKey, RoutingTally> found, RoutingKey key)
    {
        if (!found.TryGetValue(key, out var tally))
        {
            found.Add(key, tally = new RoutingTally());
        }

        return tally;
    }
}

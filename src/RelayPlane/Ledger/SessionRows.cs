using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>
/// The costliest sessions of an answer. There may be hundreds of thousands: those that lie wholly in the time asked for are found by what they
/// cost in all; the few that were open at one of its ends are summed to see. The others stay in the rest.
/// </summary>
internal static class SessionRows
{
    public static void Read(
        sqlite3 database, StatsQuery query, StatsKeys keys, IReadOnlyList<StatsPiece> pieces, Func<StatsPiece, StatsStretch> cut, StatsSums sums) =>
        Choose(Sum(database, keys, Candidates(database, pieces[0].FromMs, pieces[^1].ToMs, query.Limit), pieces, cut), query.Limit, sums);

    /// <summary>The sums of some sessions, of each by key.</summary>
    public static Dictionary<string, Dictionary<StatsKey, Tally>> Sum(
        sqlite3 database, StatsKeys keys, IReadOnlyList<(long Id, string Name)> sessions, IReadOnlyList<StatsPiece> pieces, Func<StatsPiece, StatsStretch> cut)
    {
        Dictionary<string, Dictionary<StatsKey, Tally>> rows = new(StringComparer.Ordinal);
        using RollupKeyTexts texts = new(database, keys);
        using CallRows calls = new(database, keys);
        using Statement hours = new(
            database, $"SELECT key, latency, {string.Join(", ", SumColumns.Names)} FROM session_rollups WHERE session = ? AND hour >= ? AND hour < ?");
        using Statement active = new(database, "SELECT DISTINCT hour FROM session_rollups WHERE session = ?");
        Dictionary<long, List<string>> activeIn = [];
        foreach ((long id, string name) in sessions)
        {
            rows[name] = [];
            active.Bind(id);
            while (active.Next())
            {
                if (!activeIn.TryGetValue(active.Number(0), out List<string>? names))
                {
                    activeIn.Add(active.Number(0), names = []);
                }

                names.Add(name);
            }
        }

        foreach (StatsPiece piece in pieces)
        {
            StatsStretch stretch = cut(piece);
            int hour = RollupLevel.All[0].Seconds;
            foreach ((long id, string name) in stretch.FromSeconds < stretch.ToSeconds ? sessions : [])
            {
                hours.Bind(id).Bind(stretch.FromSeconds / hour).Bind(stretch.ToSeconds / hour);
                while (hours.Next())
                {
                    RollupKeyText text = texts.Of(hours.Number(0));
                    Tally tally = Of(rows[name], keys.Of(text.First, text.Second, piece.Day, name));
                    tally.Latency.Merge(hours.Blob(1));
                    tally.Add(hours, 2);
                }
            }

            foreach ((long fromMs, long toMs) in stretch.Edges)
            {
                if (activeIn.TryGetValue(fromMs / (hour * 1000L), out List<string>? names))
                {
                    calls.Read(fromMs, toMs, piece.Day, names, rows);
                }
            }
        }

        return rows;
    }

    public static Tally Of(Dictionary<StatsKey, Tally> rows, StatsKey key)
    {
        if (!rows.TryGetValue(key, out Tally? tally))
        {
            tally = new Tally();
            rows.Add(key, tally);
        }

        return tally;
    }

    private static void Choose(Dictionary<string, Dictionary<StatsKey, Tally>> rows, int limit, StatsSums sums)
    {
        var chosen = rows
            .OrderByDescending(session => session.Value.Values.Sum(tally => tally.CostNano))
            .ThenByDescending(session => session.Value.Values.Sum(tally => tally.Requests))
            .ThenBy(session => session.Key, StringComparer.Ordinal)
            .Take(limit);
        foreach ((StatsKey key, Tally tally) in chosen.SelectMany(session => session.Value))
        {
            sums.Of(key).Add(tally);
            sums.Rest.Subtract(tally);
        }
    }

    private static List<(long Id, string Name)> Candidates(sqlite3 database, long fromMs, long toMs, int limit)
    {
        List<(long, string)> found = [];
        using Statement within = new(
            database, "SELECT id, name FROM sessions WHERE first_ms >= ? AND last_ms < ? ORDER BY cost_nano DESC, requests DESC LIMIT ?");
        within.Bind(fromMs).Bind(toMs).Bind(limit);
        while (within.Next())
        {
            found.Add((within.Number(0), within.Text(1)));
        }

        using Statement open = new(
            database, "SELECT id, name FROM sessions WHERE (first_ms < ?1 AND last_ms >= ?1) OR (first_ms >= ?1 AND first_ms < ?2 AND last_ms >= ?2)");
        open.Bind(fromMs).Bind(toMs);
        while (open.Next())
        {
            found.Add((open.Number(0), open.Text(1)));
        }

        return found;
    }
}

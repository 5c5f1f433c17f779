using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace RelayPlane.Ledger.Curves;

/// <summary>Sums over time by one thing, all but how long calls took: each step of each row is the sum of its calls, as <see cref="LedgerReader"/> sums them.</summary>
internal sealed class SeriesReader(string path, Func<string, string>? agentName = null)
{
    public Series Read(CurveRange range, StatsGroup by, int most)
    {
        using SqliteConnection? connection = LedgerFile.TryOpenCurrent(path);
        if (connection is null)
        {
            return new(range.Steps(null), [], null);
        }

        using SqliteTransaction snapshot = connection.BeginTransaction(deferred: true);
        return Read(connection.Handle!, range, by, most, agentName);
    }

    /// <param name="database">Within the snapshot of the question.</param>
    public static Series Read(sqlite3 database, CurveRange range, StatsGroup by, int most, Func<string, string>? agentName = null)
    {
        CurveSteps steps = range.Steps(database);
        StatsQuery query = new(DateTimeOffset.FromUnixTimeMilliseconds(steps.Pieces[0].FromMs), by, StatsGroup.Day)
        {
            Until = DateTimeOffset.FromUnixTimeMilliseconds(steps.Pieces[^1].ToMs),
            Zone = range.Zone,
            AgentName = agentName ?? (key => key),
            Latency = false,
            Limit = int.MaxValue,
        };
        StatsSums sums = new();
        StatsReading.Read(database, query, sums, (_, _) => steps.Pieces);
        SeriesRow[] rows =
        [
            .. sums.ToStats(query).Rows.GroupBy(row => row.Key.First).Select(group => SeriesRow.Of(group.Key, group, steps.Pieces.Count))
                .OrderByDescending(row => row.Sum.CostNano).ThenByDescending(row => row.Sum.Requests).ThenBy(row => row.Key, StringComparer.Ordinal),
        ];
        return new(steps, [.. rows.Take(most)], rows.Length <= most ? null : SeriesRow.Together(rows.Skip(most), steps.Pieces.Count));
    }
}

/// <summary>Sums over time.</summary>
/// <param name="Rows">Costliest first.</param>
/// <param name="Rest">What is beyond the rows that were asked for; null where there is nothing.</param>
internal sealed record Series(CurveSteps Steps, IReadOnlyList<SeriesRow> Rows, SeriesRow? Rest);

/// <summary>One row: what it stands for, its sums in all, and those of each step.</summary>
internal sealed record SeriesRow(string Key, Tally Sum, IReadOnlyList<Tally> Steps)
{
    public static SeriesRow Of(string key, IEnumerable<StatsRow> steps, int count)
    {
        SeriesRow row = Empty(key, count);
        foreach (StatsRow step in steps)
        {
            row.Add(int.Parse(step.Key.Second!, CultureInfo.InvariantCulture), step.Tally);
        }

        return row;
    }

    public static SeriesRow Together(IEnumerable<SeriesRow> rows, int count)
    {
        SeriesRow together = Empty("", count);
        foreach (SeriesRow row in rows)
        {
            for (int step = 0; step < count; step++)
            {
                together.Add(step, row.Steps[step]);
            }
        }

        return together;
    }

    private static SeriesRow Empty(string key, int count) => new(key, new Tally(), [.. Enumerable.Range(0, count).Select(_ => new Tally())]);

    private void Add(int step, Tally tally)
    {
        Steps[step].Add(tally);
        Sum.Add(tally);
    }
}

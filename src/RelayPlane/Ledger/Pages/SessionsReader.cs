using SQLitePCL;

namespace RelayPlane.Ledger.Pages;

/// <summary>Asks for a page of the sessions that called in a time.</summary>
/// <param name="Until">Null for now.</param>
/// <param name="ByCost">The costliest first, else those that called last.</param>
internal sealed record SessionsAsk(DateTimeOffset Since, DateTimeOffset? Until, bool ByCost, int Limit, FoundSession? After = null);

/// <summary>A page of sessions.</summary>
/// <param name="Next">Where the next page begins; null at the end.</param>
internal sealed record SessionsPage(IReadOnlyList<SessionSum> Sessions, FoundSession? Next);

/// <summary>A session, from its first call to its last, and its sums.</summary>
/// <param name="Total">In the time that was asked for.</param>
/// <param name="Agents">The same by agent, costliest first; empty for calls of none.</param>
internal sealed record SessionSum(string Name, DateTimeOffset First, DateTimeOffset Last, Tally Total, IReadOnlyList<KeyValuePair<string, Tally>> Agents);

/// <summary>Reads sessions page by page, with the sums that statistics give for the same time.</summary>
/// <param name="agentName">What an agent is called, by what its calls were recorded under.</param>
internal sealed class SessionsReader(string path, Func<string, string> agentName)
{
    private static readonly long s_hourMs = RollupLevel.All[0].Seconds * 1000L;

    public SessionsPage Read(SessionsAsk ask)
    {
        using var connection = LedgerFile.TryOpenCurrent(path);
        if (connection is null)
        {
            return new([], null);
        }

        using var snapshot = connection.BeginTransaction(deferred: true);
        var database = connection.Handle!;
        var (fromMs, toMs) = (ask.Since.ToUnixTimeMilliseconds(), ask.Until?.ToUnixTimeMilliseconds() ?? long.MaxValue);
        if (ask.ByCost)
        {
            // Of those that reach beyond the time, only a part counts: which, is known once they are summed. They are few.
            var crossing = FoundSessions.Crossing(database, fromMs, toMs);
            var sums = Sum(database, crossing, fromMs, toMs);
            var places = FoundSessions.Within(database, fromMs, toMs, ask.After, ask.Limit + 1)
                .Concat(crossing.Select(session => session with { CostNano = sums[session.Name].Total.CostNano, Requests = sums[session.Name].Total.Requests }))
                .Where(session => ask.After is not { } after || session.CompareTo(after) < 0)
                .OrderDescending();
            return Page([.. places.Take(ask.Limit + 1)], ask.Limit, found => Sum(database, found, fromMs, toMs));
        }

        return Page(FoundSessions.Last(database, fromMs, toMs, ask.After, ask.Limit + 1), ask.Limit, found => Sum(database, found, fromMs, toMs));
    }

    /// <summary>A session in all; null where none has the name.</summary>
    public SessionSum? Find(string name)
    {
        using var connection = LedgerFile.TryOpenCurrent(path);
        if (connection is null)
        {
            return null;
        }

        using var snapshot = connection.BeginTransaction(deferred: true);

        // To whole hours, so that no single call has to be read.
        return FoundSessions.Named(connection.Handle!, name) is { } found
            ? Sum(connection.Handle!, [found], found.FirstMs - (found.FirstMs % s_hourMs), found.LastMs - (found.LastMs % s_hourMs) + s_hourMs)[name]
            : null;
    }

    private static SessionsPage Page(List<FoundSession> places, int limit, Func<IReadOnlyList<FoundSession>, Dictionary<string, SessionSum>> sum)
    {
        FoundSession[] page = [.. places.Take(limit)];
        var sums = sum(page);
        return new([.. page.Select(place => sums[place.Name]).Where(session => session.Total.Requests + session.Total.Attempts > 0)], places.Count > limit ? page[^1] : null);
    }

    private Dictionary<string, SessionSum> Sum(sqlite3 database, IReadOnlyList<FoundSession> sessions, long fromMs, long toMs)
    {
        if (sessions.Count == 0)
        {
            return [];
        }

        StatsKeys keys = new(new StatsQuery(default, StatsGroup.Session, StatsGroup.Agent) { AgentName = agentName });

        // No further than there are calls, so that the whole periods among them can be counted.
        var (first, last) = (sessions.Min(session => session.FirstMs), sessions.Max(session => session.LastMs));
        StatsPiece piece = new("", Math.Max(fromMs, first - (first % s_hourMs)), Math.Min(toMs, last - (last % s_hourMs) + s_hourMs));
        var (deletedMs, lastMs) = (LedgerBounds.DeletedBeforeMs(database), LedgerBounds.LastCallMs(database));
        var rows = SessionRows.Sum(database, keys, [.. sessions.Select(session => (session.Id, session.Name))], [piece], part => StatsStretch.Cut(part.FromMs, part.ToMs, RollupLevel.All[0].Seconds, deletedMs, lastMs));
        return sessions.ToDictionary(session => session.Name, session => Of(session, rows[session.Name]));
    }

    private static SessionSum Of(FoundSession session, Dictionary<StatsKey, Tally> rows)
    {
        Tally total = new();
        foreach (var tally in rows.Values)
        {
            total.Add(tally);
        }

        var agents = rows.Select(row => KeyValuePair.Create(row.Key.Second ?? "", row.Value)).OrderByDescending(agent => agent.Value.CostNano).ThenBy(agent => agent.Key, StringComparer.Ordinal);
        return new(session.Name, ArrivedCalls.At(session.FirstMs), ArrivedCalls.At(session.LastMs), total, [.. agents]);
    }
}

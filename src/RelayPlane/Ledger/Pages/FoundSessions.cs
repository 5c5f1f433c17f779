using SQLitePCL;

namespace RelayPlane.Ledger.Pages;

/// <summary>Finds the sessions of a time, in order, by the indexes on what they cost and when they called last.</summary>
internal static class FoundSessions
{
    private const string Columns = "SELECT id, name, first_ms, last_ms, requests, cost_nano FROM sessions";

    /// <summary>The costliest that lie wholly in the time, beyond a place.</summary>
    public static List<FoundSession> Within(sqlite3 database, long fromMs, long toMs, FoundSession? after, int limit)
    {
        using Statement sessions = new(database, $"""
            {Columns} WHERE first_ms >= ? AND last_ms < ? AND (cost_nano, requests, first_ms, last_ms, id) < (?, ?, ?, ?, ?)
            ORDER BY cost_nano DESC, requests DESC, first_ms DESC, last_ms DESC, id DESC LIMIT ?
            """);
        var (cost, requests, first, last, id) = after is { } place ? (place.CostNano, place.Requests, place.FirstMs, place.LastMs, place.Id) : (long.MaxValue, 0, 0, 0, 0);
        return Read(sessions.Bind(fromMs).Bind(toMs).Bind(cost).Bind(requests).Bind(first).Bind(last).Bind(id).Bind(limit));
    }

    /// <summary>Those that were under way when the time began, or when it ended.</summary>
    public static List<FoundSession> Crossing(sqlite3 database, long fromMs, long toMs)
    {
        using Statement sessions = new(database, $"{Columns} WHERE (first_ms < ?1 AND last_ms >= ?1) OR (first_ms >= ?1 AND first_ms < ?2 AND last_ms >= ?2)");
        return Read(sessions.Bind(fromMs).Bind(toMs));
    }

    /// <summary>Those that called last, beyond a place.</summary>
    public static List<FoundSession> Last(sqlite3 database, long fromMs, long toMs, FoundSession? after, int limit)
    {
        using Statement sessions = new(database, $"""
            {Columns} WHERE last_ms >= ? AND first_ms < ? AND (last_ms, first_ms, id) < (?, ?, ?) ORDER BY last_ms DESC, first_ms DESC, id DESC LIMIT ?
            """);
        var (last, first, id) = after is { } place ? (place.LastMs, place.FirstMs, place.Id) : (long.MaxValue, 0, 0);
        return Read(sessions.Bind(fromMs).Bind(toMs).Bind(last).Bind(first).Bind(id).Bind(limit));
    }

    public static FoundSession? Named(sqlite3 database, string name)
    {
        using Statement sessions = new(database, $"{Columns} WHERE name = ?");
        return Read(sessions.Bind(name)) is [var found] ? found : null;
    }

    private static List<FoundSession> Read(Statement sessions)
    {
        List<FoundSession> found = [];
        while (sessions.Next())
        {
            found.Add(new(sessions.Number(0), sessions.Text(1), sessions.Number(2), sessions.Number(3), sessions.Number(4), sessions.Number(5)));
        }

        return found;
    }
}

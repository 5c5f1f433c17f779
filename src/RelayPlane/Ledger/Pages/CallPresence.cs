using SQLitePCL;

namespace RelayPlane.Ledger.Pages;

/// <summary>
/// The rollups as a sparse index of calls: says of a period whether it may hold a call that is asked for. Levels that are split by one thing
/// alone have a key a name, but count only calls that run a model; the few keys of the others are looked up where all is told apart.
/// </summary>
internal sealed class CallPresence : IDisposable
{
    private static readonly string s_others = $"endpoint IN ({string.Join(", ", Words.OtherEndpoints.Select(endpoint => $"'{endpoint}'"))})";

    private readonly List<RollupPresence> _splits = [];
    private readonly RollupPresence? _others;
    private readonly HashSet<long>? _hours;

    /// <param name="database">Within the snapshot of the question.</param>
    public CallPresence(sqlite3 database, CallFilter filter)
    {
        List<KeyMatch> matches =
        [
            KeyMatch.Of(RollupSplit.Model, "model", filter.Models),
            KeyMatch.Of(RollupSplit.Model, "provider", filter.Providers),
            KeyMatch.Of(RollupSplit.Agent, "agent", filter.Agents),
            KeyMatch.Of(RollupSplit.Client, "client", filter.Clients),
            KeyMatch.Of(RollupSplit.Route, "route", filter.Routes),
            KeyMatch.Of(filter.Statuses),
        ];
        matches.RemoveAll(match => match.Values.Count == 0);
        foreach (var split in matches.GroupBy(match => match.Split))
        {
            var levels = RollupLevel.Of(split.Key);
            _splits.Add(new(database, Keys(database, "endpoint = ''", matches: [.. split], others: split.Key), seconds => levels.First(level => level.Seconds >= seconds)));
        }

        if (_splits.Count > 0)
        {
            _others = new(database, Keys(database, s_others, matches), seconds => RollupLevel.All.First(level => level.Seconds >= seconds));
        }

        _hours = filter.Sessions.Count > 0 ? HoursOf(database, filter.Sessions) : null;
    }

    /// <summary>Whether it tells anything at all.</summary>
    public bool Tells => _splits.Count > 0 || _hours is not null;

    public int Seeks => _splits.Sum(split => split.Seeks) + (_others?.Seeks ?? 0);

    public bool MayHold(long fromSeconds, int seconds) =>
        InHours(fromSeconds, seconds) && (_others is null || _splits.All(split => split.MayHold(fromSeconds, seconds)) || _others.MayHold(fromSeconds, seconds));

    public void Dispose()
    {
        _splits.ForEach(split => split.Dispose());
        _others?.Dispose();
    }

    private bool InHours(long fromSeconds, int seconds)
    {
        if (_hours is null)
        {
            return true;
        }

        var hour = RollupLevel.All[0].Seconds;
        for (var at = PeriodSpan.Floor(fromSeconds, hour); at < fromSeconds + seconds; at += hour)
        {
            if (_hours.Contains(at / hour))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Null where one of them is not known to have any: its calls may be anywhere.</summary>
    private static HashSet<long>? HoursOf(sqlite3 database, IReadOnlyList<string> sessions)
    {
        using Statement hours = new(database, "SELECT DISTINCT hour FROM session_rollups WHERE session = (SELECT id FROM sessions WHERE name = ?)");
        HashSet<long> found = [];
        foreach (var session in sessions)
        {
            var any = false;
            hours.Bind(session);
            while (hours.Next())
            {
                any = true;
                found.Add(hours.Number(0));
            }

            if (!any)
            {
                return null;
            }
        }

        return found;
    }

    /// <param name="others">The split whose keys are asked for, which are empty in everything else; null for keys of all that is told apart.</param>
    private static List<long> Keys(sqlite3 database, string endpoint, IReadOnlyList<KeyMatch> matches, RollupSplit? others = null)
    {
        string[] empty = others is null ? [] : [.. KeyMatch.Empty.Where(column => column.Split != others).Select(column => column.Condition), "in_session = 0"];
        using Statement keys = new(database, $"SELECT id FROM rollup_keys WHERE {string.Join(" AND ", [endpoint, .. empty, .. matches.Select(match => match.Condition)])}");
        foreach (var value in matches.SelectMany(match => match.Values))
        {
            _ = value is long number ? keys.Bind(number) : keys.Bind((string)value);
        }

        List<long> found = [];
        while (keys.Next())
        {
            found.Add(keys.Number(0));
        }

        return found;
    }
}

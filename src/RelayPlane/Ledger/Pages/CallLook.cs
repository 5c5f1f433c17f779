using SQLitePCL;

namespace RelayPlane.Ledger.Pages;

/// <summary>A call that was looked at.</summary>
/// <param name="Rank">What it is ordered by, -1 where that is unknown; null where it is not one that is asked for.</param>
internal readonly record struct LookedCall(CallPlace Place, long? Rank);

/// <summary>Looks at calls one by one, in order of arrival, and says of each whether it is one that is asked for.</summary>
internal sealed class CallLook : IDisposable
{
    /// <summary>Text with which more ids begin than this means no single call.</summary>
    private const int MostBeginning = 1000;

    private readonly CallMatch _match;
    private readonly Statement _calls;
    private readonly bool _descending;

    public CallLook(sqlite3 database, CallsAsk ask, CallRange range)
    {
        _descending = ask.Sort is not CallSort.Oldest;
        var beginning = Begins(database, ask.Filter.Text);
        _match = CallMatch.Of(beginning.Count > 0 ? ask.Filter with { Text = beginning.Text } : ask.Filter, beginning.Count > 0);
        Presence = new CallPresence(database, ask.Filter);
        _calls = new(database, Sql(ask.Sort));
        Weight = _match.Weight + (ask.Sort is CallSort.Cost ? 1 : 0);
        Beginning = beginning.Count is > 0 and <= MostBeginning ? Few(database, ask.Sort, beginning.Text, range) : null;
    }

    public CallPresence Presence { get; }

    /// <summary>What it takes to look at a call, in multiples of reading its own row.</summary>
    public int Weight { get; }

    /// <summary>Where the text is what a few ids begin with: all calls that are meant, in no order; null else.</summary>
    public IReadOnlyList<LookedCall>? Beginning { get; }

    /// <param name="beyond">Only calls beyond this place, in the order that was asked for.</param>
    public IEnumerable<LookedCall> In(long fromMs, long toMs, CallPlace beyond)
    {
        _ = _match.Bind(_calls).Bind(fromMs).Bind(toMs).Bind(beyond.AtMs).Bind(beyond.Seq);
        try
        {
            while (_calls.Next())
            {
                yield return new(new(_calls.Number(0), _calls.Number(1)), _calls.MaybeNumber(2));
            }
        }
        finally
        {
            _calls.Reset();
        }
    }

    public void Dispose()
    {
        Presence.Dispose();
        _calls.Dispose();
    }

    private string Sql(CallSort sort)
    {
        var (beyond, order) = _descending ? ('<', "DESC") : ('>', "ASC");
        return Select(sort, $"WHERE c.at_ms >= ? AND c.at_ms < ? AND (c.at_ms, c.seq) {beyond} (?, ?) ORDER BY c.at_ms {order}, c.seq {order}");
    }

    private string Select(CallSort sort, string which)
    {
        var rank = sort switch
        {
            CallSort.Cost => $"COALESCE({CallMatch.Cost}, -1)",
            CallSort.Duration => "c.total_us",
            _ => "0",
        };
        return $"SELECT c.at_ms, c.seq, CASE WHEN {_match.Sql} THEN {rank} END FROM calls c {which}";
    }

    private List<LookedCall> Few(sqlite3 database, CallSort sort, string text, CallRange range)
    {
        using Statement calls = new(database, Select(sort, "WHERE c.id >= ? AND c.id < ? || char(1114111) AND +c.at_ms >= ? AND +c.at_ms < ?"));
        _match.Bind(calls).Bind(text).Bind(text).Bind(range.FromMs).Bind(range.ToMs);
        List<LookedCall> found = [];
        while (calls.Next())
        {
            found.Add(new(new(calls.Number(0), calls.Number(1)), calls.MaybeNumber(2)));
        }

        return found;
    }

    /// <summary>Ids are written small and without hyphens; rows from elsewhere keep theirs.</summary>
    private static (string Text, int Count) Begins(sqlite3 database, string? text)
    {
        if (text is null)
        {
            return ("", 0);
        }

        using Statement ids = new(database, "SELECT COUNT(*) FROM (SELECT 1 FROM calls WHERE id >= ? AND id < ? || char(1114111) LIMIT ?)");
        foreach (var form in new[] { text, text.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant() }.Where(form => form.Length > 0))
        {
            _ = ids.Bind(form).Bind(form).Bind(MostBeginning + 1).Next();
            var count = (int)ids.Number(0);
            ids.Reset();
            if (count > 0)
            {
                return (form, count);
            }
        }

        return ("", 0);
    }
}

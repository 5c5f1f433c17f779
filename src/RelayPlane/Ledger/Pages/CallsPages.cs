using Microsoft.Data.Sqlite;

namespace RelayPlane.Ledger.Pages;

/// <summary>
/// Reads calls page by page through connections of its own that only read. One answer looks at a bounded number of calls and says how far it
/// has come, so that none takes long however many there are.
/// </summary>
/// <param name="agentName">What an agent is called, by what its calls were recorded under.</param>
internal sealed class CallsPages(string path, Func<string, string>? agentName = null)
{
    /// <summary>At how many calls an answer in order of arrival looks; at fewer, where their attempts are looked at too.</summary>
    public int MostLooked { get; init; } = 20_000;

    /// <summary>The same of an answer by rank, which looks at them all for each page.</summary>
    public int MostRanked { get; init; } = 40_000;

    /// <summary>How often an answer asks the rollups where there are any.</summary>
    public int MostSeeks { get; init; } = 20_000;

    public CallsPage Read(CallsAsk ask)
    {
        using var connection = LedgerFile.TryOpenCurrent(path);
        if (connection is null)
        {
            return CallsPage.Empty;
        }

        using var snapshot = connection.BeginTransaction(deferred: true);
        if (CallRange.Of(connection.Handle!, ask.Filter) is not { } range)
        {
            return CallsPage.Empty;
        }

        using var look = new CallLook(connection.Handle!, ask, range);
        var found = look.Beginning is { } few ? FewCalls.Page(few, ask, range)
            : ask.Sort is CallSort.Cost or CallSort.Duration ? RankedCalls.Page(look, ask, range, MostRanked / look.Weight, MostSeeks)
            : ArrivedCalls.Page(look, ask, range, MostLooked / look.Weight, MostSeeks);
        return new(Calls(connection, found.Places), found.Next, found.LookedTo, found.Looked);
    }

    private List<CallEntry> Calls(SqliteConnection connection, IReadOnlyList<CallPlace> places)
    {
        var json = $"[{string.Join(',', places.Select(place => place.Seq))}]";
        var read = CallReading.Read(connection, agentName, "WHERE seq IN (SELECT value FROM json_each($0))", json).ToDictionary(call => call.Seq, call => call.Call);
        return [.. places.Select(place => read[place.Seq])];
    }
}

/// <summary>What a page found: where its calls are, and the rest of a <see cref="CallsPage"/>.</summary>
internal sealed record FoundCalls(IReadOnlyList<CallPlace> Places, CallCursor? Next, DateTimeOffset? LookedTo, int Looked);

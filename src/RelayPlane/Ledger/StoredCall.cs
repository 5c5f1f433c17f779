using System.Globalization;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Metering;
using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>A call read back from its rows, as far as sums and prices need it, with the numbers of its rows.</summary>
internal sealed record StoredCall(long Seq, CallEntry Call, IReadOnlyList<long> AttemptSeqs)
{
    /// <summary>Calls with a number beyond <paramref name="after"/>, in order.</summary>
    public static IEnumerable<StoredCall> Read(sqlite3 database, long after, long sinceMs, int limit)
    {
        using Statement row = new(database, $"""
            SELECT c.seq, c.id, c.at_ms, c.endpoint, c.client, c.agent, c.session, c.route, c.status, c.outcome, c.total_us, c.model_requested,
                a.seq, a.number, a.provider, a.model, a.model_returned, a.created_at, a.is_run, a.tokens_in, a.input_tokens, a.cache_read_tokens,
                a.cache_write_5m_tokens, a.cache_write_1h_tokens, a.tokens_out, a.reasoning_tokens, a.raw_usage, a.cost_nano, a.price_status,
                a.input_audio_tokens, a.cache_read_audio_tokens, a.output_audio_tokens, a.web_searches, a.cache_saved_nano, a.routing_saved_nano,
                a.fallback_nano, c.api, a.partial, a.service_tier, a.speed, a.geo,
                (SELECT basis FROM prices WHERE id = a.price), a.escalated, {DecisionColumns.Of}
            FROM (SELECT * FROM calls WHERE seq > ? AND at_ms >= ? ORDER BY seq LIMIT ?) c LEFT JOIN attempts a ON a.call = c.seq LEFT JOIN decisions d ON d.call = c.seq
            ORDER BY c.seq, a.number
            """);
        using DecisionColumns decisions = new(database);
        row.Bind(after).Bind(sinceMs).Bind(limit);
        (long Seq, CallEntry Call)? current = null;
        List<AttemptEntry> attempts = [];
        List<long> seqs = [];
        while (row.Next())
        {
            if (current is { } before && before.Seq != row.Number(0))
            {
                yield return new(before.Seq, before.Call with { Attempts = attempts }, seqs);
                (current, attempts, seqs) = (null, [], []);
            }

            current ??= (row.Number(0), ReadCall(row) with { Decision = decisions.Read(row, 43) });
            if (row.MaybeNumber(12) is { } seq)
            {
                seqs.Add(seq);
                attempts.Add(ReadAttempt(row));
            }
        }

        if (current is { } last)
        {
            yield return new(last.Seq, last.Call with { Attempts = attempts }, seqs);
        }
    }

    private static CallEntry ReadCall(Statement row) => new()
    {
        Id = row.Text(1),
        At = DateTimeOffset.FromUnixTimeMilliseconds(row.Number(2)),
        Api = row.Text(36),
        Endpoint = row.Text(3),
        Method = "",
        Path = "",
        Stream = false,
        ModelRequested = row.MaybeText(11),
        Client = row.MaybeText(4),
        Agent = row.MaybeText(5),
        Session = row.MaybeText(6),
        Route = row.MaybeText(7),
        Status = (int?)row.MaybeNumber(8),
        Outcome = Words.OutcomeOf(row.Text(9)),
        Total = TimeSpan.FromMicroseconds(row.Number(10)),
        Attempts = [],
    };

    private static AttemptEntry ReadAttempt(Statement row) => new()
    {
        Number = (int)row.Number(13),
        Provider = row.Text(14),
        Model = row.Text(15),
        ModelReturned = row.MaybeText(16),
        Verdict = default,
        At = DateTimeOffset.Parse(row.Text(17), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        Total = default,
        HasContent = row.Number(18) != 0,
        Usage = row.MaybeNumber(19) is null ? null : new TokenUsage(
            row.Number(20), row.Number(21), row.Number(22), row.Number(23), row.Number(24), row.Number(25))
        {
            InputAudio = row.Number(29),
            CacheReadAudio = row.Number(30),
            OutputAudio = row.Number(31),
            WebSearches = row.Number(32),
        },
        RawUsage = row.MaybeText(26),
        Partial = row.Number(37) != 0,
        Modifiers = new(row.MaybeText(38), row.MaybeText(39), row.MaybeText(40)),
        Cost = row.MaybeNumber(27) is { } nano ? new Money(nano) : null,
        Quote = row.MaybeText(28) is { } status
            ? new Quote(Words.PriceStatusOf(status), row.MaybeNumber(27) is { } priced ? new Money(priced) : null, Basis: row.MaybeText(41))
            : null,
        Savings = new(row.MaybeNumber(33), row.MaybeNumber(34), row.MaybeNumber(35)),
        Escalated = row.MaybeText(42),
    };
}

using Microsoft.Data.Sqlite;
using RelayPlane.Metering;

namespace RelayPlane.Ledger.Decisions;

/// <summary>
/// Reads recorded calls that routing has looked at, one after the other as they arrived, whether the gateway runs or not. What is read is of the
/// moment when the reading began, and no more is held than the call in hand.
/// </summary>
internal sealed class PastCalls(string databasePath)
{
    /// <summary>The decision's columns follow these.</summary>
    private const int Decision = 12;

    /// <summary>The attempt's columns follow those.</summary>
    private static readonly int s_attempt = Decision + DecisionColumns.Names.Count;

    private const string ShadowOf = $"CASE c.agent WHEN '{ShadowCall.Agent}' THEN c.tags ->> '{ShadowCall.Tag}' END";

    /// <summary>The order of the joins is that of the indices, so that nothing is sorted. A shadow call goes past all routes, and is there for that of the call that it asks again.</summary>
    private static readonly string s_rows = $"""
        SELECT c.seq, c.id, c.at_ms, c.api, c.endpoint, c.model_requested, c.client, c.agent, c.session, c.stream,
            COALESCE(c.route, (SELECT o.route FROM calls o WHERE o.id = {ShadowOf})), {ShadowOf}, {DecisionColumns.Of},
            a.provider, a.model, a.verdict, a.escalated, a.cost_nano, a.input_tokens, a.cache_read_tokens, a.cache_write_5m_tokens, a.cache_write_1h_tokens,
            a.tokens_out, a.reasoning_tokens, a.input_audio_tokens, a.cache_read_audio_tokens, a.output_audio_tokens, a.web_searches
        FROM calls c CROSS JOIN decisions d ON d.call = c.seq LEFT JOIN attempts a ON a.call = c.seq
        WHERE c.at_ms >= ? AND c.at_ms < ? ORDER BY c.at_ms, c.seq, a.number
        """;

    /// <summary>Those that arrived at or after the one and before the other moment; nothing where there is no database yet.</summary>
    /// <exception cref="SqliteException">The database is of another version.</exception>
    public IEnumerable<PastCall> Read(DateTimeOffset from, DateTimeOffset to)
    {
        using var connection = LedgerFile.TryOpenCurrent(databasePath);
        if (connection is null)
        {
            yield break;
        }

        using var snapshot = connection.BeginTransaction(deferred: true);
        var labels = Labels.All(connection.Handle!);
        using DecisionColumns decisions = new(connection.Handle!);
        using Statement rows = new(connection.Handle!, s_rows);
        TextPool texts = new();
        PastCall? call = null;
        List<PastAttempt> attempts = [];
        long seq = 0;
        rows.Bind(from.ToUnixTimeMilliseconds()).Bind(to.ToUnixTimeMilliseconds());
        while (rows.Next())
        {
            if (call is not null && seq != rows.Number(0))
            {
                yield return call;
                call = null;
            }

            if (call is null)
            {
                (seq, attempts) = (rows.Number(0), new(1));
                call = Call(rows, texts, decisions.Read(rows, Decision)!, attempts, labels);
            }

            if (!rows.IsNull(s_attempt))
            {
                attempts.Add(Attempt(rows, texts));
            }
        }

        if (call is not null)
        {
            yield return call;
        }
    }

    private static PastCall Call(Statement row, TextPool texts, DecisionEntry decision, List<PastAttempt> attempts, IReadOnlyDictionary<string, bool> labels)
    {
        var id = row.Text(1);
        return new(
            id,
            DateTimeOffset.FromUnixTimeMilliseconds(row.Number(2)),
            texts.Of(row, 3),
            texts.Of(row, 4),
            texts.Maybe(row, 5),
            texts.Maybe(row, 6),
            texts.Maybe(row, 7),
            texts.Maybe(row, 8),
            row.Number(9) != 0,
            texts.Maybe(row, 10),
            decision,
            attempts,
            labels.TryGetValue(id, out var good) ? good : null)
        {
            ShadowOf = row.MaybeText(11),
        };
    }

    private static PastAttempt Attempt(Statement row, TextPool texts)
    {
        var at = s_attempt;
        return new(
            texts.Of(row, at),
            texts.Of(row, at + 1),
            Words.VerdictOf(texts.Of(row, at + 2)),
            row.MaybeNumber(at + 5) is not { } input ? null
                : new TokenUsage(input, row.Number(at + 6), row.Number(at + 7), row.Number(at + 8), row.Number(at + 9), row.Number(at + 10))
                {
                    InputAudio = row.Number(at + 11),
                    CacheReadAudio = row.Number(at + 12),
                    OutputAudio = row.Number(at + 13),
                    WebSearches = row.Number(at + 14),
                },
            row.MaybeNumber(at + 4) is { } nano ? new Money(nano) : null,
            texts.Maybe(row, at + 3));
    }
}

using System.Globalization;
using Microsoft.Data.Sqlite;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Ledger.Deliveries;
using RelayPlane.Metering;
using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>Writes batches of calls through one connection, each batch in one transaction: rows and rollups, or nothing.</summary>
internal sealed class EntryWriter : IDisposable
{
    private static readonly TimeSpan s_betweenTidying = TimeSpan.FromDays(1);

    private readonly SqliteConnection _connection;
    private readonly sqlite3 _database;
    private readonly RowNumbers<Basis> _prices;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _call;
    private readonly Statement _attempt;
    private readonly RollupStatements _rollups;
    private readonly DeliveryStatements _deliveries;
    private readonly DecisionStatements _decisions;
    private readonly RoutingStatements _routings;

    private bool _leavesTexts;
    private DateTimeOffset _tidied;

    /// <param name="connection">An open connection to a migrated database; closed with this writer.</param>
    public EntryWriter(SqliteConnection connection)
    {
        _connection = connection;
        _database = connection.Handle!;
        _prices = new(
            _database,
            "SELECT id FROM prices WHERE basis = ?3",
            "INSERT INTO prices (provider, model, basis) VALUES (?, ?, ?)",
            (statement, basis) => statement.Bind(basis.Provider).Bind(basis.Model).Bind(basis.Json));
        _begin = new(_database, "BEGIN IMMEDIATE");
        _commit = new(_database, "COMMIT");
        _call = new(_database, Insert("OR IGNORE INTO calls", """
            id, at_ms, api, endpoint, method, path, stream, model_requested, reason, client, agent, session, task_type, tags, status, outcome,
            error, queue_us, first_byte_us, total_us, bytes_in, bytes_out, dropped, attempts, plan, route, waited_for,
            budget, parent_agent, limited
            """));
        _attempt = new(_database, Insert("INTO attempts", """
            call, number, created_at, provider, model, model_returned, key_label, verdict, status, request_id, first_byte_us, total_us, is_run,
            partial, tokens_in, tokens_out, input_tokens, cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, reasoning_tokens,
            raw_usage, cost_nano, error, price_status, price, input_audio_tokens, cache_read_audio_tokens, output_audio_tokens, web_searches,
            service_tier, speed, geo, cache_saved_nano, routing_saved_nano, fallback_nano, start_us, connect_us, escalated
            """));
        _rollups = new(_database);
        _deliveries = new(_database);
        _decisions = new(_database);
        _routings = new(_database);
    }

    /// <summary>Writes all of them or, throwing, none. A call whose id is there already is left as it is, so that a batch may be written again.</summary>
    /// <returns>How many were not there yet.</returns>
    public int Write(IEnumerable<CallEntry> calls)
    {
        int added = 0;
        Change(batch =>
        {
            foreach (CallEntry call in calls)
            {
                added += Write(call, batch);
            }
        });
        return added;
    }

    /// <summary>Gives attempts other prices, and the rollups the difference. What somebody else has priced anew meanwhile is left as it is.</summary>
    public void Reprice(IReadOnlyList<RepricedCall> calls) => Change(batch =>
    {
        using Statement update = new(
            _database,
            "UPDATE attempts SET cost_nano = ?, price_status = ?, price = ?, cache_saved_nano = ?, routing_saved_nano = ?, fallback_nano = ? "
            + "WHERE seq = ? AND cost_nano IS ? AND price_status IS ? AND cache_saved_nano IS ? AND routing_saved_nano IS ? AND fallback_nano IS ?");
        foreach (RepricedCall call in calls)
        {
            foreach (var (seq, old, now) in call.Stored.AttemptSeqs.Zip(call.Stored.Call.Attempts, call.Priced.Attempts))
            {
                int changed = update.Bind(now.Paid?.NanoUsd).Bind(Words.Of(now.Quote?.Status ?? PriceStatus.None)).Bind(PriceOf(now.Quote))
                    .Bind(now.Savings.Cache).Bind(now.Savings.Routing).Bind(now.Savings.Fallback)
                    .Bind(seq).Bind(old.Paid?.NanoUsd).Bind(Words.Of(old.Quote?.Status ?? PriceStatus.None))
                    .Bind(old.Savings.Cache).Bind(old.Savings.Routing).Bind(old.Savings.Fallback)
                    .Run();
                if (changed > 0)
                {
                    bool isRun = Words.IsRun(call.Priced, now);
                    Tally difference = new();
                    Tally before = new();
                    difference.AddAttempt(now, isRun);
                    before.AddAttempt(old, isRun);
                    difference.Subtract(before);
                    batch.Add(call.Priced, now, difference);
                    batch.Deliveries.Add(call.Priced, now, difference);
                    batch.Routings.Add(call.Priced, now, difference);
                }
            }
        }
    });

    /// <summary>Deletes one batch of what is not kept; see <see cref="Retention.Trim"/>. Now and then, once there is no more, the texts go that nothing has any more.</summary>
    public int Trim(Keeping keeping, DateTimeOffset now)
    {
        int deleted = Retention.Trim(_database, keeping, now);
        _leavesTexts |= deleted > 0;
        if (deleted == 0 && _leavesTexts && now - _tidied >= s_betweenTidying)
        {
            UnusedTexts.Delete(_database);
            _decisions.Forget();
            (_leavesTexts, _tidied) = (false, now);
        }

        return deleted;
    }

    private void Change(Action<RollupBatch> change)
    {
        _begin.Run();
        try
        {
            RollupBatch batch = new();
            change(batch);
            _rollups.Add(batch);
            _deliveries.Add(batch.Deliveries);
            _routings.Add(batch.Routings);
            _commit.Run();
        }
        catch
        {
            _prices.Forget();
            _rollups.Forget();
            _deliveries.Forget();
            _decisions.Forget();
            _routings.Forget();
            _ = raw.sqlite3_exec(_database, "ROLLBACK");
            throw;
        }
    }

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _call.Dispose();
        _attempt.Dispose();
        _rollups.Dispose();
        _deliveries.Dispose();
        _decisions.Dispose();
        _routings.Dispose();
        _prices.Dispose();
        _connection.Dispose();
    }

    private int Write(CallEntry call, RollupBatch batch)
    {
        int added = _call
            .Bind(call.Id).Bind(call.At.ToUnixTimeMilliseconds()).Bind(call.Api).Bind(call.Endpoint).Bind(call.Method).Bind(call.Path)
            .Bind(call.Stream).Bind(call.ModelRequested).Bind(call.Reason).Bind(call.Client).Bind(call.Agent).Bind(call.Session)
            .Bind(call.TaskType).Bind(call.Tags).Bind(call.Status).Bind(Words.Of(call.Outcome)).Bind(call.Error)
            .Bind(RollupBatch.Microseconds(call.Queue)).Bind(Microseconds(call.FirstByte)).Bind(RollupBatch.Microseconds(call.Total))
            .Bind(call.BytesIn).Bind(call.BytesOut).Bind(call.Dropped).Bind(call.Attempts.Count)
            .Bind(call.Plan).Bind(call.Route).Bind(call.WaitedFor).Bind(call.Budget).Bind(call.ParentAgent).Bind(call.Limited ? 1L : null)
            .Run();
        if (added == 0)
        {
            return 0;
        }

        long seq = raw.sqlite3_last_insert_rowid(_database);
        batch.Add(call);
        batch.Deliveries.Add(call);
        batch.Routings.Add(call);
        if (call.Decision is { } decision)
        {
            _decisions.Add(seq, decision);
        }

        foreach (AttemptEntry attempt in call.Attempts)
        {
            Write(seq, attempt, Words.IsRun(call, attempt));
        }

        return added;
    }

    private void Write(long call, AttemptEntry attempt, bool isRun)
    {
        TokenUsage? usage = attempt.Usage;
        _attempt
            .Bind(call).Bind(attempt.Number).Bind(CreatedAt(attempt.At)).Bind(attempt.Provider).Bind(attempt.Model).Bind(attempt.ModelReturned)
            .Bind(attempt.Key).Bind(Words.Of(attempt.Verdict)).Bind(attempt.Status).Bind(attempt.RequestId).Bind(Microseconds(attempt.FirstByte))
            .Bind(RollupBatch.Microseconds(attempt.Total)).Bind(isRun).Bind(attempt.Partial)
            .Bind(usage?.TotalInput).Bind(usage?.Output).Bind(usage?.Input).Bind(usage?.CacheRead).Bind(usage?.CacheWrite5m)
            .Bind(usage?.CacheWrite1h).Bind(usage?.Reasoning).Bind(attempt.RawUsage).Bind(attempt.Paid?.NanoUsd).Bind(attempt.Error)
            .Bind(Words.Of(attempt.Quote?.Status ?? PriceStatus.None)).Bind(PriceOf(attempt.Quote))
            .Bind(Some(usage?.InputAudio)).Bind(Some(usage?.CacheReadAudio)).Bind(Some(usage?.OutputAudio)).Bind(Some(usage?.WebSearches))
            .Bind(attempt.Modifiers.ServiceTier).Bind(attempt.Modifiers.Speed).Bind(attempt.Modifiers.Geo)
            .Bind(attempt.Savings.Cache).Bind(attempt.Savings.Routing).Bind(attempt.Savings.Fallback)
            .Bind(Microseconds(attempt.Start)).Bind(Microseconds(attempt.Connect)).Bind(attempt.Escalated)
            .Run();
    }

    private static string CreatedAt(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private long? PriceOf(Quote? quote) => quote?.Basis is { } json ? _prices.Of(new(quote.Provider, quote.Model, json)) : null;

    private static long? Some(long? count) => count is 0 ? null : count;

    private static long? Microseconds(TimeSpan? duration) => duration is { } known ? RollupBatch.Microseconds(known) : null;

    private static string Insert(string into, string columns) =>
        $"INSERT {into} ({columns}) VALUES ({string.Join(", ", Enumerable.Repeat("?", columns.Count(letter => letter == ',') + 1))})";

    /// <summary>A row of <c>prices</c>. The text alone tells it.</summary>
    private readonly record struct Basis(string? Provider, string? Model, string Json)
    {
        public bool Equals(Basis other) => Json == other.Json;

        public override int GetHashCode() => Json.GetHashCode(StringComparison.Ordinal);
    }
}

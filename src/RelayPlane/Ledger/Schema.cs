namespace RelayPlane.Ledger;

/// <summary>
/// The database, one migration after the other; <c>PRAGMA user_version</c> says how many were applied. A migration is never edited once released.
/// <c>runs</c> fetches what it shows of a call by sub-queries and not by a join, so that sums by model need nothing but the index on attempts.
/// Times are UTC: <c>at_ms</c> in Unix milliseconds, <c>hour</c> in hours since 1970; durations in microseconds; money in nano-dollars.
/// </summary>
internal static class Schema
{
    public static IReadOnlyList<string> Migrations { get; } = [First, MoneyMigration.Sql, RollupMigration.Sql, DeliveryMigration.Sql, DecisionMigration.Sql];

    /// <summary>The migration after which the rollups are filled from the rows.</summary>
    public const int FillsRollups = 2;

    /// <summary>The migration after which the deliveries are filled from the rows.</summary>
    public const int FillsDeliveries = 3;

    /// <summary>The migration after which the rollups are split by tier.</summary>
    public const int SplitsByTier = 4;

    private const string First = """
        CREATE TABLE calls (
            seq             INTEGER PRIMARY KEY,
            id              TEXT NOT NULL UNIQUE,
            at_ms           INTEGER NOT NULL,
            api             TEXT NOT NULL,
            endpoint        TEXT NOT NULL,
            method          TEXT NOT NULL,
            path            TEXT NOT NULL,
            stream          INTEGER NOT NULL,
            model_requested TEXT,
            reason          TEXT,
            client          TEXT,
            agent           TEXT,
            session         TEXT,
            task_type       TEXT,
            tags            TEXT,
            status          INTEGER,
            outcome         TEXT NOT NULL,
            error           TEXT,
            queue_us        INTEGER NOT NULL,
            first_byte_us   INTEGER,
            total_us        INTEGER NOT NULL,
            bytes_in        INTEGER NOT NULL,
            bytes_out       INTEGER NOT NULL,
            dropped         TEXT,
            attempts        INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX calls_at ON calls (at_ms);

        CREATE TABLE attempts (
            seq                   INTEGER PRIMARY KEY,
            call                  INTEGER NOT NULL REFERENCES calls (seq) ON DELETE CASCADE,
            number                INTEGER NOT NULL,
            created_at            TEXT NOT NULL,
            provider              TEXT NOT NULL,
            model                 TEXT NOT NULL,
            model_returned        TEXT,
            key_label             TEXT,
            verdict               TEXT NOT NULL,
            status                INTEGER,
            request_id            TEXT,
            first_byte_us         INTEGER,
            total_us              INTEGER NOT NULL,
            is_run                INTEGER NOT NULL,
            partial               INTEGER NOT NULL,
            tokens_in             INTEGER,
            tokens_out            INTEGER,
            input_tokens          INTEGER,
            cache_read_tokens     INTEGER,
            cache_write_5m_tokens INTEGER,
            cache_write_1h_tokens INTEGER,
            reasoning_tokens      INTEGER,
            raw_usage             TEXT,
            cost_nano             INTEGER,
            error                 TEXT,
            UNIQUE (call, number)
        ) STRICT;
        CREATE INDEX attempts_runs ON attempts (created_at, model, tokens_in, tokens_out, cost_nano, is_run) WHERE is_run = 1;

        CREATE TABLE rollups (
            hour     INTEGER NOT NULL,
            provider TEXT NOT NULL,
            model    TEXT NOT NULL,
            endpoint TEXT NOT NULL,
            agent    TEXT NOT NULL,
            client   TEXT NOT NULL,
            status   INTEGER NOT NULL,
            outcome  TEXT NOT NULL,
        """ + Sums + """
            PRIMARY KEY (hour, provider, model, endpoint, agent, client, status, outcome)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE session_rollups (
            hour     INTEGER NOT NULL,
            session  TEXT NOT NULL,
        """ + Sums + """
            PRIMARY KEY (hour, session)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE imports (
            file  TEXT PRIMARY KEY,
            rows  INTEGER NOT NULL,
            at_ms INTEGER NOT NULL
        ) STRICT;

        CREATE VIEW runs AS SELECT
            (SELECT id FROM calls WHERE seq = a.call) || CASE a.number WHEN 1 THEN '' ELSE '-' || a.number END AS id,
            NULL AS prompt,
            NULL AS system_prompt,
            COALESCE((SELECT task_type FROM calls WHERE seq = a.call), 'general') AS task_type,
            a.model AS model,
            a.verdict = 'answered' AS success,
            NULL AS output,
            a.error AS error,
            (a.total_us + 500) / 1000 AS duration_ms,
            a.tokens_in AS tokens_in,
            a.tokens_out AS tokens_out,
            a.cost_nano / 1000000000.0 AS cost_usd,
            (SELECT tags FROM calls WHERE seq = a.call) AS metadata,
            a.created_at AS created_at,
            a.provider AS provider,
            (SELECT model_requested FROM calls WHERE seq = a.call) AS model_requested,
            a.model_returned AS model_returned,
            a.input_tokens AS input_tokens,
            a.cache_read_tokens AS cache_read_tokens,
            a.cache_write_5m_tokens AS cache_write_5m_tokens,
            a.cache_write_1h_tokens AS cache_write_1h_tokens,
            a.reasoning_tokens AS reasoning_tokens,
            a.raw_usage AS raw_usage,
            a.partial AS partial,
            a.cost_nano AS cost_nano,
            a.verdict AS verdict,
            a.status AS status,
            a.request_id AS request_id,
            (a.first_byte_us + 500) / 1000 AS first_byte_ms,
            (SELECT (queue_us + 500) / 1000 FROM calls WHERE seq = a.call) AS queue_ms,
            (SELECT id FROM calls WHERE seq = a.call) AS call_id,
            a.number AS attempt,
            (SELECT api FROM calls WHERE seq = a.call) AS api,
            (SELECT endpoint FROM calls WHERE seq = a.call) AS endpoint,
            (SELECT stream FROM calls WHERE seq = a.call) AS stream,
            (SELECT session FROM calls WHERE seq = a.call) AS session,
            (SELECT agent FROM calls WHERE seq = a.call) AS agent,
            (SELECT client FROM calls WHERE seq = a.call) AS client
        FROM attempts a WHERE a.is_run = 1;
        """;

    /// <summary>What every rollup sums. <c>latency</c> is a <see cref="LatencyHistogram"/>.</summary>
    private const string Sums = """

            requests              INTEGER NOT NULL,
            errors                INTEGER NOT NULL,
            attempts              INTEGER NOT NULL,
            runs                  INTEGER NOT NULL,
            unpriced              INTEGER NOT NULL,
            tokens_in             INTEGER NOT NULL,
            cache_read_tokens     INTEGER NOT NULL,
            cache_write_5m_tokens INTEGER NOT NULL,
            cache_write_1h_tokens INTEGER NOT NULL,
            tokens_out            INTEGER NOT NULL,
            reasoning_tokens      INTEGER NOT NULL,
            cost_nano             INTEGER NOT NULL,
            latency               BLOB NOT NULL,

        """;
}

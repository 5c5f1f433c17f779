namespace RelayPlane.Ledger;

/// <summary>
/// The third migration: rollups at several levels (<see cref="RollupLevel"/>), each row under one number for all that it is split by, so that any
/// two of these are summed over months from some thousand rows. They are filled from the rows (<see cref="RollupFill"/>). <c>facts</c> holds
/// numbers about the database itself.
/// </summary>
internal static class RollupMigration
{
    public const string Sql = """
        DROP TABLE rollups;
        DROP TABLE session_rollups;

        CREATE TABLE facts (
            name  TEXT PRIMARY KEY,
            value INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE rollup_keys (
            id         INTEGER PRIMARY KEY,
            provider   TEXT NOT NULL,
            model      TEXT NOT NULL,
            endpoint   TEXT NOT NULL,
            agent      TEXT NOT NULL,
            client     TEXT NOT NULL,
            route      TEXT NOT NULL,
            status     INTEGER NOT NULL,
            in_session INTEGER NOT NULL,
            UNIQUE (provider, model, endpoint, agent, client, route, status, in_session)
        ) STRICT;

        CREATE TABLE rollups (
            level  INTEGER NOT NULL,
            period INTEGER NOT NULL,
            key    INTEGER NOT NULL REFERENCES rollup_keys (id),
        """ + Sums + """
            PRIMARY KEY (level, period, key)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE sessions (
            id        INTEGER PRIMARY KEY,
            name      TEXT NOT NULL UNIQUE,
            first_ms  INTEGER NOT NULL,
            last_ms   INTEGER NOT NULL,
            requests  INTEGER NOT NULL,
            cost_nano INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX sessions_cost ON sessions (cost_nano, requests, first_ms, last_ms);
        CREATE INDEX sessions_last ON sessions (last_ms, first_ms);

        CREATE TABLE session_rollups (
            session INTEGER NOT NULL REFERENCES sessions (id),
            hour    INTEGER NOT NULL,
            key     INTEGER NOT NULL REFERENCES rollup_keys (id),
        """ + Sums + """
            PRIMARY KEY (session, hour, key)
        ) STRICT, WITHOUT ROWID;
        """;

    /// <summary>What every rollup sums: a <see cref="Tally"/>. <c>latency</c> is a <see cref="LatencyHistogram"/>.</summary>
    private const string Sums = """

            requests              INTEGER NOT NULL,
            errors                INTEGER NOT NULL,
            attempts              INTEGER NOT NULL,
            runs                  INTEGER NOT NULL,
            unpriced              INTEGER NOT NULL,
            estimated             INTEGER NOT NULL,
            tokens_in             INTEGER NOT NULL,
            cache_read_tokens     INTEGER NOT NULL,
            cache_write_5m_tokens INTEGER NOT NULL,
            cache_write_1h_tokens INTEGER NOT NULL,
            tokens_out            INTEGER NOT NULL,
            reasoning_tokens      INTEGER NOT NULL,
            cost_nano             INTEGER NOT NULL,
            cache_saved_nano      INTEGER NOT NULL,
            routing_saved_nano    INTEGER NOT NULL,
            fallback_nano         INTEGER NOT NULL,
            latency               BLOB NOT NULL,

        """;
}

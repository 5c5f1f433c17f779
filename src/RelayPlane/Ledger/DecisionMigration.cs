namespace RelayPlane.Ledger;

/// <summary>
/// The fifth migration: what routing saw in a call and thought of it (<c>decisions</c>), whether its answer was good (<c>outcomes</c>), and the sums
/// of both (<c>routings</c>, at levels of their own). Tiers are 0, 1 and 2 from simple to complex; texts that come again stand once. Rollups are
/// split by tier as well: what was summed before belongs to none. Of earlier calls nothing of this is known.
/// </summary>
internal static class DecisionMigration
{
    public const string Sql = """
        ALTER TABLE attempts ADD COLUMN escalated TEXT;

        CREATE TABLE decision_texts (
            id   INTEGER PRIMARY KEY,
            text TEXT NOT NULL UNIQUE
        ) STRICT;

        CREATE TABLE decisions (
            call            INTEGER PRIMARY KEY REFERENCES calls (seq) ON DELETE CASCADE,
            tier            INTEGER,
            acted           INTEGER NOT NULL,
            chosen          INTEGER,
            asked           INTEGER,
            reason          INTEGER,
            kept            INTEGER,
            classifier      INTEGER NOT NULL,
            q_simple        REAL NOT NULL,
            q_moderate      REAL NOT NULL,
            q_complex       REAL NOT NULL,
            rules           INTEGER NOT NULL,
            messages        INTEGER NOT NULL,
            user_turns      INTEGER NOT NULL,
            tools           INTEGER NOT NULL,
            tool_parameters INTEGER NOT NULL,
            seen            INTEGER NOT NULL,
            housekeeping    INTEGER,
            conversation    INTEGER NOT NULL,
            prompt_tokens   REAL NOT NULL,
            max_output      INTEGER,
            features        BLOB NOT NULL
        ) STRICT;

        CREATE TABLE outcomes (
            call_id TEXT PRIMARY KEY,
            good    INTEGER NOT NULL,
            source  TEXT NOT NULL,
            at_ms   INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE routing_keys (
            id     INTEGER PRIMARY KEY,
            climb  INTEGER NOT NULL,
            tier   TEXT NOT NULL,
            acted  INTEGER NOT NULL,
            reason TEXT NOT NULL,
            asked  TEXT NOT NULL,
            chosen TEXT NOT NULL,
            UNIQUE (climb, tier, acted, reason, asked, chosen)
        ) STRICT;

        CREATE TABLE routings (
            level      INTEGER NOT NULL,
            period     INTEGER NOT NULL,
            key        INTEGER NOT NULL REFERENCES routing_keys (id),
            calls      INTEGER NOT NULL,
            escalated  INTEGER NOT NULL,
            runs       INTEGER NOT NULL,
            unpriced   INTEGER NOT NULL,
            cost_nano  INTEGER NOT NULL,
            saved_nano INTEGER NOT NULL,
            PRIMARY KEY (level, period, key)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE keys_with_tier (
            id         INTEGER PRIMARY KEY,
            provider   TEXT NOT NULL,
            model      TEXT NOT NULL,
            endpoint   TEXT NOT NULL,
            agent      TEXT NOT NULL,
            client     TEXT NOT NULL,
            route      TEXT NOT NULL,
            status     INTEGER NOT NULL,
            in_session INTEGER NOT NULL,
            tier       TEXT NOT NULL,
            UNIQUE (provider, model, endpoint, agent, client, route, status, in_session, tier)
        ) STRICT;
        INSERT INTO keys_with_tier SELECT id, provider, model, endpoint, agent, client, route, status, in_session, '' FROM rollup_keys;
        DROP TABLE rollup_keys;
        ALTER TABLE keys_with_tier RENAME TO rollup_keys;
        """;
}

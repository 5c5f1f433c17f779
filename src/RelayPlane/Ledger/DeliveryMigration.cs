namespace RelayPlane.Ledger;

/// <summary>
/// The fourth migration: how calls were delivered. <c>deliveries</c> stands beside <c>rollups</c>, split by provider, model and route at levels of
/// its own, for calls that run a model; its blobs are <see cref="LatencyHistogram"/>s. It is filled from the rows. <c>limited</c> is NULL for 0;
/// what earlier versions said when a call's time to wait was over is known.
/// </summary>
internal static class DeliveryMigration
{
    public const string Sql = """
        ALTER TABLE attempts ADD COLUMN start_us INTEGER;
        ALTER TABLE attempts ADD COLUMN connect_us INTEGER;
        ALTER TABLE calls ADD COLUMN limited INTEGER;
        UPDATE calls SET limited = 1
            WHERE outcome = 'failed' AND (error LIKE 'This call would wait about %' OR error LIKE 'This call waited % and its deadline of %');

        CREATE TABLE deliveries (
            level          INTEGER NOT NULL,
            period         INTEGER NOT NULL,
            key            INTEGER NOT NULL REFERENCES rollup_keys (id),
            requests       INTEGER NOT NULL,
            errors         INTEGER NOT NULL,
            runs           INTEGER NOT NULL,
            unpriced       INTEGER NOT NULL,
            cost_nano      INTEGER NOT NULL,
            absorbed_calls INTEGER NOT NULL,
            rate_limited   INTEGER NOT NULL,
            overloaded     INTEGER NOT NULL,
            faulted        INTEGER NOT NULL,
            timed_out      INTEGER NOT NULL,
            waited_calls   INTEGER NOT NULL,
            waited_us      INTEGER NOT NULL,
            fallbacks      INTEGER NOT NULL,
            seen           INTEGER NOT NULL,
            queue          BLOB NOT NULL,
            first_token    BLOB NOT NULL,
            speed          BLOB NOT NULL,
            total          BLOB NOT NULL,
            PRIMARY KEY (level, period, key)
        ) STRICT, WITHOUT ROWID;
        """;
}

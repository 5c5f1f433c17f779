namespace RelayPlane.Ledger;

/// <summary>
/// The second migration: what a call was planned and admitted as, and what each attempt was priced by. The rates behind a price stand once in
/// <c>prices</c>, as one line of JSON. Counts that are hardly ever there are NULL for 0, and savings are NULL where they are not known.
/// </summary>
internal static class MoneyMigration
{
    public const string Sql = """
        CREATE TABLE prices (
            id       INTEGER PRIMARY KEY,
            provider TEXT,
            model    TEXT,
            basis    TEXT NOT NULL UNIQUE
        ) STRICT;

        ALTER TABLE calls ADD COLUMN plan TEXT;
        ALTER TABLE calls ADD COLUMN route TEXT;
        ALTER TABLE calls ADD COLUMN waited_for TEXT;
        ALTER TABLE calls ADD COLUMN budget TEXT;
        ALTER TABLE calls ADD COLUMN parent_agent TEXT;

        ALTER TABLE attempts ADD COLUMN price_status TEXT;
        ALTER TABLE attempts ADD COLUMN price INTEGER REFERENCES prices (id);
        ALTER TABLE attempts ADD COLUMN input_audio_tokens INTEGER;
        ALTER TABLE attempts ADD COLUMN cache_read_audio_tokens INTEGER;
        ALTER TABLE attempts ADD COLUMN output_audio_tokens INTEGER;
        ALTER TABLE attempts ADD COLUMN web_searches INTEGER;
        ALTER TABLE attempts ADD COLUMN service_tier TEXT;
        ALTER TABLE attempts ADD COLUMN speed TEXT;
        ALTER TABLE attempts ADD COLUMN geo TEXT;
        ALTER TABLE attempts ADD COLUMN cache_saved_nano INTEGER;
        ALTER TABLE attempts ADD COLUMN routing_saved_nano INTEGER;
        ALTER TABLE attempts ADD COLUMN fallback_nano INTEGER;

        DROP VIEW runs;
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
            (SELECT client FROM calls WHERE seq = a.call) AS client,
            a.price_status AS price_status,
            (SELECT basis FROM prices WHERE id = a.price) AS price_basis,
            (SELECT model FROM prices WHERE id = a.price) AS price_model,
            (SELECT plan FROM calls WHERE seq = a.call) AS plan,
            (SELECT route FROM calls WHERE seq = a.call) AS route,
            (SELECT waited_for FROM calls WHERE seq = a.call) AS waited_for,
            (SELECT budget FROM calls WHERE seq = a.call) AS budget,
            (SELECT parent_agent FROM calls WHERE seq = a.call) AS parent_agent,
            COALESCE(a.input_audio_tokens, 0) AS input_audio_tokens,
            COALESCE(a.cache_read_audio_tokens, 0) AS cache_read_audio_tokens,
            COALESCE(a.output_audio_tokens, 0) AS output_audio_tokens,
            COALESCE(a.web_searches, 0) AS web_searches,
            a.service_tier AS service_tier,
            a.speed AS speed,
            a.geo AS geo,
            a.cache_saved_nano AS cache_saved_nano,
            a.routing_saved_nano AS routing_saved_nano,
            a.fallback_nano AS fallback_nano
        FROM attempts a WHERE a.is_run = 1;
        """;
}

namespace RelayPlane.Ledger;

/// <summary>What a <see cref="Tally"/> adds up, in the order of the rollup tables' columns.</summary>
internal enum Sum
{
    /// <summary>Calls; each counts once, where its reply came from, or where it was sent last.</summary>
    Requests,

    /// <summary>Calls that were refused or failed. A client that hung up is no error.</summary>
    Errors,

    /// <summary>Tries that were sent upstream.</summary>
    Attempts,

    /// <summary>Attempts that returned content or reported usage: those that cost something.</summary>
    Runs,

    /// <summary>Runs whose cost is not known.</summary>
    Unpriced,

    /// <summary>Runs whose cost had to be estimated.</summary>
    Estimated,

    /// <summary>All input, cache reads and writes included.</summary>
    TokensIn,
    CacheRead,
    CacheWrite5m,
    CacheWrite1h,
    TokensOut,
    Reasoning,

    /// <summary>Of the runs whose cost is known.</summary>
    CostNano,
    CacheSavedNano,
    RoutingSavedNano,
    FallbackNano,
}

/// <summary>The columns of the sums, in their order.</summary>
internal static class SumColumns
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "requests", "errors", "attempts", "runs", "unpriced", "estimated", "tokens_in", "cache_read_tokens", "cache_write_5m_tokens",
        "cache_write_1h_tokens", "tokens_out", "reasoning_tokens", "cost_nano", "cache_saved_nano", "routing_saved_nano", "fallback_nano",
    ];

    /// <summary>What a row of <c>calls c LEFT JOIN attempts a</c> adds to each; the call itself is counted as in <see cref="CallEntry.Given"/>.</summary>
    public static string OfRow { get; } = string.Join(
        ", ",
        [
            IsGiven, $"{IsGiven} AND c.outcome IN ('refused', 'failed')", "a.seq IS NOT NULL", "COALESCE(a.is_run, 0)", Run("a.cost_nano IS NULL"),
            Run("a.price_status IS 'estimated'"), .. Names.Skip((int)Sum.TokensIn).Select(name => Run("a." + name)),
        ]);

    private const string IsGiven = """
        a.seq IS COALESCE(
            CASE c.outcome WHEN 'answered' THEN (SELECT MAX(seq) FROM attempts WHERE call = c.seq AND verdict = 'answered') END,
            (SELECT MAX(seq) FROM attempts WHERE call = c.seq))
        """;

    private static string Run(string expression) => $"CASE WHEN a.is_run = 1 THEN {expression} ELSE 0 END";
}

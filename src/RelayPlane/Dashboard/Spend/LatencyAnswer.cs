namespace RelayPlane.Dashboard.Spend;

/// <summary>What <c>GET /api/latency</c> says: how long calls took, over time.</summary>
/// <param name="All">Every row together.</param>
/// <param name="Rows">Those with the most calls first.</param>
internal sealed record LatencyAnswer(
    DateTimeOffset Since,
    DateTimeOffset Until,
    string Zone,
    string By,
    int StepSeconds,
    IReadOnlyList<DateTimeOffset> Starts,
    LatencyRow All,
    IReadOnlyList<LatencyRow> Rows);

/// <summary>The durations of the calls of a row.</summary>
/// <param name="Speed">Output tokens a second, from the first token on.</param>
internal sealed record LatencyRow(string Key, long Requests, SpreadSeries Queue, SpreadSeries FirstToken, SpreadSeries Speed, SpreadSeries Total);

/// <summary>A distribution: of the whole time, and two figures of each step.</summary>
internal sealed record SpreadSeries(Spread Whole, IReadOnlyList<double?> P50, IReadOnlyList<double?> P95);

/// <summary>A distribution: milliseconds, or tokens a second. Its figures are null where nothing was counted.</summary>
internal sealed record Spread(long Count, double? P50, double? P90, double? P95, double? P99, IReadOnlyList<SpreadBucket> Buckets);

/// <summary>How many lie from one value to another.</summary>
internal sealed record SpreadBucket(double From, double To, long Count);

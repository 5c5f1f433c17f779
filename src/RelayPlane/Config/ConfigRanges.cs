namespace RelayPlane.Config;

/// <summary>Which numbers a key takes. Amounts and lengths are told by the unit at the end of their names.</summary>
internal static class ConfigRanges
{
    private const double DaySeconds = 86400;

    private static readonly string[] s_units =
        ["Seconds", "Ms", "Usd", "USD", "Days", "Mb", "Tokens", "Bytes", "rpm", "tpm", "Tpm", "Depth", "History", "Fails", "Escalations", "Threshold", "_ms"];

    /// <summary>The least and the most; null for any number.</summary>
    public static (double Least, double? Most)? Of(string key) => key switch
    {
        "port" => (0, 65535),

        // Of a price; no sum of it passes what a decimal holds.
        "input" or "output" or "cacheRead" or "cacheWrite5m" or "cacheWrite1h" or "reasoning" or "inputAudio" or "cacheReadAudio" or "outputAudio" => (0, 1e9),
        "webSearchesPerThousand" or "requestsPerThousand" => (0, 1e9),
        "maxOutput" => (0, null),
        "thresholdPercent" => (0, 100),
        "warningThreshold" or "floor" or "skipBelow" => (0, 1),
        "lambda" => (0, 1e6),
        "maxWaitSeconds" or "pingAfterSeconds" or "spillAfterSeconds" or "windowSeconds" or "cooldownSeconds" or "reserveWaitSeconds" => (0, DaySeconds),

        // With no time at all nothing would ever be answered.
        "connectSeconds" or "firstTokenSeconds" or "betweenTokensSeconds" or "totalSeconds" => (0.01, DaySeconds),

        // Within what nano-dollars can sum.
        _ when key.EndsWith("Usd", StringComparison.Ordinal) || key.EndsWith("USD", StringComparison.Ordinal) => (0, 1e9),
        _ when s_units.Any(unit => key.EndsWith(unit, StringComparison.Ordinal)) => (0, null),
        _ => null,
    };
}

namespace RelayPlane.Config;

/// <summary>Which numbers a key takes. Amounts and lengths are told by the unit at the end of their names.</summary>
internal static class ConfigRanges
{
    private static readonly string[] s_units =
        ["Seconds", "Ms", "Usd", "USD", "Days", "Mb", "Tokens", "Bytes", "rpm", "tpm", "Tpm", "Depth", "History", "Fails", "Escalations", "Threshold", "_ms"];

    /// <summary>The least and the most; null for any number.</summary>
    public static (double Least, double? Most)? Of(string key) => key switch
    {
        "port" => (0, 65535),
        "thresholdPercent" => (0, 100),
        "warningThreshold" or "floor" => (0, 1),
        "maxWaitSeconds" => (0, 86400),
        _ when s_units.Any(unit => key.EndsWith(unit, StringComparison.Ordinal)) => (0, null),
        _ => null,
    };
}

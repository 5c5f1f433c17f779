using System.Globalization;

namespace RelayPlane.Sandbox;

/// <summary>Reads the header <c>x-sandbox</c> over a base behaviour. Unknown names and values are a <see cref="FormatException"/>: a test must not pass by a typo. <c>text</c> and <c>arguments</c> are percent-encoded.</summary>
internal static class BehaviourHeader
{
    public const string Name = "x-sandbox";

    public static Behaviour Parse(string header, Behaviour start)
    {
        var behaviour = start;
        foreach (var part in header.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            behaviour = equals < 0 ? Set(behaviour, part, "") : Set(behaviour, part[..equals].Trim(), part[(equals + 1)..].Trim());
        }

        return behaviour;
    }

    private static Behaviour Set(Behaviour behaviour, string name, string value) => name switch
    {
        "latency" => behaviour with { LatencyMs = Milliseconds(value) },
        "tps" => behaviour with { TokensPerSecond = Number(value) },
        "storm" => behaviour with { Storm = Number(value) },
        "errors" => behaviour with { Errors = Number(value) },
        "status" => behaviour with { Status = Whole(value) },
        "code" => behaviour with { Code = value },
        "retry-after" => behaviour with { RetryAfter = Number(value) },
        "outage" when value is "refuse" or "hang" or "503" => behaviour with { Outage = value },
        "hang" => behaviour with { Outage = "hang" },
        "cut" => behaviour with { Cut = Whole(value) },
        "hang-after" => behaviour with { HangAfter = Whole(value) },
        "fail-after" => behaviour with { FailAfter = Whole(value) },
        "malformed" when value is "json" or "type" or "torn" => behaviour with { Malformed = value },
        "gzip" => behaviour with { Gzip = true },
        "header-bytes" => behaviour with { HeaderBytes = Whole(value) },
        "trickle" => behaviour with { Trickle = Whole(value) },
        "split" => behaviour with { SplitUtf8 = true },
        "tokens" => behaviour with { Tokens = Whole(value) },
        "piece" => behaviour with { Piece = Math.Max(1, Whole(value)) },
        "tools" => behaviour with { Tools = Whole(value) },
        "arguments" => behaviour with { Arguments = Uri.UnescapeDataString(value) },
        "strict" => behaviour with { Strict = true },
        "text" => behaviour with { Text = Uri.UnescapeDataString(value) },
        _ => throw new FormatException($"{Name}: '{name}={value}' is not known"),
    };

    // "20ms", "1.5s", or milliseconds without a unit.
    private static double Milliseconds(string value) =>
        value.EndsWith("ms", StringComparison.Ordinal) ? Number(value[..^2])
        : value.EndsWith('s') ? Number(value[..^1]) * 1000
        : Number(value);

    private static double Number(string value) => double.Parse(value, CultureInfo.InvariantCulture);

    private static int Whole(string value) => int.Parse(value, CultureInfo.InvariantCulture);
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using RelayPlane.Replay;

namespace RelayPlane.Dashboard.Routing;

/// <summary>What <c>POST /api/routing/replay</c> is asked.</summary>
/// <param name="Policy">Sections of a config; null for the config in force.</param>
/// <param name="Lambda">The knob, in place of the policy's own; null for that.</param>
internal sealed record ReplayAsk(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Since = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Until = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Policy = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Lambda = null);

/// <summary>What it answers, and <c>relayplane route replay --json</c> prints.</summary>
/// <param name="ReproducedNano">The recorded choices by the replay's own model of prices and caches.</param>
internal sealed record ReplayAnswer(
    DateTime Since,
    DateTime Until,
    long Calls,
    IReadOnlyList<LeftOutRow> LeftOut,
    long Moved,
    PolicyResult Recorded,
    long ReproducedNano,
    decimal ReproducedUsd,
    PolicyResult Policy,
    PolicyResult Shuffled,
    decimal SavedUsd,
    decimal SavedLowerUsd,
    decimal SavedUpperUsd,
    double Lambda,
    IReadOnlyList<string> Unknown)
{
    public static ReplayAnswer Of(ReplayResult result) => new(
        result.From.UtcDateTime,
        result.To.UtcDateTime,
        result.Calls,
        LeftOutRow.Of(result.LeftOut),
        result.Moved,
        PolicyResult.Of(result.Recorded),
        result.Reproduced.NanoUsd,
        result.Reproduced.Usd,
        PolicyResult.Of(result.Policy),
        PolicyResult.Of(result.Shuffled),
        result.Saved.Usd,
        result.Lower.Usd,
        result.Upper.Usd,
        result.Lambda,
        result.Unknown);

    /// <summary>For a program that reads what the CLI prints.</summary>
    public string Write() => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(this, ReplayJson.Indented().ReplayAnswer));
}

/// <summary>Calls that could not be replayed, and why.</summary>
internal sealed record LeftOutRow(string Why, long Calls)
{
    public static IReadOnlyList<LeftOutRow> Of(IReadOnlyList<(string Why, long Calls)> all) => [.. all.Select(left => new LeftOutRow(left.Why, left.Calls))];
}

/// <summary>One policy over the recorded calls.</summary>
internal sealed record PolicyResult(long CostNano, decimal CostUsd, double Simple, double Moderate, double Complex, double Quality)
{
    public static PolicyResult Of(Outcomes outcomes) =>
        new(outcomes.Cost.NanoUsd, outcomes.Cost.Usd, outcomes.Simple, outcomes.Moderate, outcomes.Complex, outcomes.Quality);
}

/// <summary>What <c>relayplane route tune --json</c> prints.</summary>
/// <param name="Lambda">The setting that was looked for; null where none is good enough.</param>
/// <param name="LeftOut">Calls that not every setting could replay: none of them counts.</param>
internal sealed record TuneAnswer(decimal RecordedUsd, PolicyResult Asked, double? Lambda, IReadOnlyList<SettingRow> Settings, IReadOnlyList<LeftOutRow> LeftOut)
{
    public static TuneAnswer Of(Tuned tuned) => new(
        tuned.Frontier.Recorded.Usd,
        PolicyResult.Of(tuned.Frontier.Asked),
        tuned.Found?.Lambda,
        [.. tuned.Frontier.Settings.Select(setting => new SettingRow(setting.Lambda, PolicyResult.Of(setting.Outcomes), setting.Moved))],
        LeftOutRow.Of(tuned.Frontier.LeftOut));

    public string Write() => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(this, ReplayJson.Indented().TuneAnswer));
}

/// <summary>One setting of the knob.</summary>
internal sealed record SettingRow(double Lambda, PolicyResult Policy, long Moved);

/// <summary>Reads and writes them without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ReplayAsk))]
[JsonSerializable(typeof(ReplayAnswer))]
[JsonSerializable(typeof(TuneAnswer))]
internal sealed partial class ReplayJson : JsonSerializerContext
{
    /// <summary>For who reads what the CLI prints.</summary>
    public static ReplayJson Indented() => new(new JsonSerializerOptions(Default.Options) { WriteIndented = true });
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RelayPlane.Ledger;

namespace RelayPlane.Dashboard.Stats;

/// <summary>What <c>GET /api/stats</c> says, and <c>relayplane stats --json</c> prints. The keys are a promise: new ones may come, none changes or goes.</summary>
internal sealed record StatsAnswer
{
    public required DateTime Since { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required DateTime? Until { get; init; }

    public required string Zone { get; init; }

    /// <summary>One group or two, comma-separated.</summary>
    public required string By { get; init; }

    public required IReadOnlyList<StatsRowAnswer> Rows { get; init; }

    /// <summary>What is beyond the rows; absent where there is nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required TallyAnswer? Rest { get; init; }

    public required TallyAnswer Total { get; init; }

    public required long OtherRequests { get; init; }

    public static StatsAnswer Of(StatsQuery query, Ledger.Stats stats) => new()
    {
        Since = query.Since.UtcDateTime,
        Until = query.Until?.UtcDateTime,
        Zone = query.Zone.Id,
        By = string.Join(',', query.By.Select(StatsGroups.Name)),
        Rows = [.. stats.Rows.Select(row => StatsRowAnswer.Of(query.By, row))],
        Rest = stats.Rest is { } rest ? TallyAnswer.Of(rest) : null,
        Total = TallyAnswer.Of(stats.Total),
        OtherRequests = stats.OtherRequests,
    };

    /// <summary>For a program that reads what the CLI prints: indented, the groups of a row in the order in which they were asked for.</summary>
    public string Write()
    {
        var options = new JsonSerializerOptions(StatsJson.Default.Options)
        {
            WriteIndented = true,
            TypeInfoResolver = StatsJson.Default.WithAddedModifier(type => PutLast(type, By.Split(',')[^1])),
        };
        return Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(this, (JsonTypeInfo<StatsAnswer>)options.GetTypeInfo(typeof(StatsAnswer))));
    }

    private static void PutLast(JsonTypeInfo type, string group)
    {
        foreach (var property in type.Type == typeof(StatsRowAnswer) ? type.Properties.Where(property => property.Name == group) : [])
        {
            property.Order = -1;
        }
    }
}

/// <summary>Writes it without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StatsAnswer))]
internal sealed partial class StatsJson : JsonSerializerContext;

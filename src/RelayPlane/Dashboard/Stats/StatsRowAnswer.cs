using System.Text.Json.Serialization;
using RelayPlane.Ledger;

namespace RelayPlane.Dashboard.Stats;

/// <summary>One row of statistics: what it stands for, in one text and under the name of each group that was asked for, and its sums.</summary>
internal sealed record StatsRowAnswer : TallySums
{
    [JsonPropertyOrder(-3)]
    public required string Key { get; init; }

    [JsonPropertyOrder(-2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Model { get; private set; }

    [JsonPropertyOrder(-2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Provider { get; private set; }

    [JsonPropertyOrder(-2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Day { get; private set; }

    [JsonPropertyOrder(-2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Status { get; private set; }

    [JsonPropertyOrder(-2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Agent { get; private set; }

    [JsonPropertyOrder(-2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Session { get; private set; }

    [JsonPropertyOrder(-2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Client { get; private set; }

    [JsonPropertyOrder(-2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Route { get; private set; }

    [JsonPropertyOrder(-2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Tier { get; private set; }

    public static StatsRowAnswer Of(IReadOnlyList<StatsGroup> by, StatsRow row)
    {
        var answer = Fill(new StatsRowAnswer { Key = row.Key.ToString() }, row.Tally);
        answer.Set(by[0], row.Key.First);
        if (row.Key.Second is { } second)
        {
            answer.Set(by[1], second);
        }

        return answer;
    }

    private void Set(StatsGroup group, string name) => _ = group switch
    {
        StatsGroup.Model => Model = name,
        StatsGroup.Provider => Provider = name,
        StatsGroup.Day => Day = name,
        StatsGroup.Status => Status = name,
        StatsGroup.Agent => Agent = name,
        StatsGroup.Session => Session = name,
        StatsGroup.Client => Client = name,
        StatsGroup.Route => Route = name,
        _ => Tier = name,
    };
}

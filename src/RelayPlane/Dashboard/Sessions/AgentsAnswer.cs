using System.Text.Json.Serialization;
using RelayPlane.Dashboard.Stats;
using RelayPlane.Ledger;

namespace RelayPlane.Dashboard.Sessions;

/// <summary>What <c>GET /api/agents</c> says, costliest first.</summary>
internal sealed record AgentsAnswer(IReadOnlyList<AgentRow> Agents);

/// <summary>An agent and the sums of its calls.</summary>
internal sealed record AgentRow : TallySums
{
    [JsonPropertyOrder(-1)]
    public required string Key { get; init; }

    /// <summary>The name that the user gave, else its key.</summary>
    [JsonPropertyOrder(-1)]
    public required string Name { get; init; }

    /// <summary>Alerts of loops.</summary>
    [JsonPropertyOrder(-1)]
    public required int Loops { get; init; }

    public static AgentRow Of(string key, string name, int loops, Tally tally) => Fill(new AgentRow { Key = key, Name = name, Loops = loops }, tally);
}

/// <summary>Asks for an agent to be called something else.</summary>
/// <param name="Key">Its key, or the name it has.</param>
/// <param name="Name">Empty: its key again.</param>
internal sealed record RenameAsk(string? Key, string? Name);

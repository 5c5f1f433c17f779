using System.Text.Json.Serialization;
using RelayPlane.Dashboard.Stats;
using RelayPlane.Ledger.Pages;

namespace RelayPlane.Dashboard.Sessions;

/// <summary>What <c>GET /api/sessions</c> says.</summary>
/// <param name="Next">Asks for the next page; null at the end.</param>
internal sealed record SessionsAnswer(IReadOnlyList<SessionRow> Sessions, string? Next);

/// <summary>A session, and the sums of its calls in the time that was asked for.</summary>
internal sealed record SessionRow : TallySums
{
    [JsonPropertyOrder(-1)]
    public required string Session { get; init; }

    /// <summary>Of all its calls.</summary>
    [JsonPropertyOrder(-1)]
    public required DateTime FirstAt { get; init; }

    [JsonPropertyOrder(-1)]
    public required DateTime LastAt { get; init; }

    /// <summary>Costliest first.</summary>
    [JsonPropertyOrder(-1)]
    public required IReadOnlyList<string> Agents { get; init; }

    public static SessionRow Of(SessionSum session) => Fill(
        new SessionRow
        {
            Session = session.Name,
            FirstAt = session.First.UtcDateTime,
            LastAt = session.Last.UtcDateTime,
            Agents = [.. session.Agents.Select(agent => agent.Key).Where(name => name.Length > 0)],
        },
        session.Total);
}

using RelayPlane.Dispatch;
using RelayPlane.Metering;

namespace RelayPlane.Ledger.Decisions;

/// <summary>A recorded call as far as another policy can be tried on it: what routing saw, what was sent, and what came of it.</summary>
/// <param name="Route">The route that took the call, or the one that a shadow call asks again; null for none.</param>
/// <param name="Attempts">In the order of sending; none where nothing was sent.</param>
/// <param name="Label">Whether its answer was good, where somebody has said so.</param>
internal sealed record PastCall(
    string Id,
    DateTimeOffset At,
    string Api,
    string Endpoint,
    string? ModelRequested,
    string? Client,
    string? Agent,
    string? Session,
    bool Stream,
    string? Route,
    DecisionEntry Decision,
    IReadOnlyList<PastAttempt> Attempts,
    bool? Label)
{
    /// <summary>The id of the call that this one answers as routing would have; null for all but shadow calls.</summary>
    public string? ShadowOf { get; init; }
}

/// <summary>One attempt of a recorded call.</summary>
/// <param name="Cost">Null while its price is unknown.</param>
/// <param name="Escalated">What made the call climb after it; null where nothing did.</param>
internal sealed record PastAttempt(string Provider, string Model, Verdict Verdict, TokenUsage? Usage, Money? Cost, string? Escalated);

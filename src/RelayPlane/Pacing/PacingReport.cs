using RelayPlane.Catalog;

namespace RelayPlane.Pacing;

/// <summary>The state of Pacing at one moment, for `/health`, `status`, `limits` and the page. Holds labels, never keys.</summary>
internal sealed record PacingReport(IReadOnlyList<LaneReport> Lanes, IReadOnlyList<QueueReport> Queues);

/// <summary>One key × model class of a provider.</summary>
/// <param name="Key">The key's label; <c>client</c> for a client's own.</param>
/// <param name="Class">The model, or the class of models that share its limits.</param>
/// <param name="State"><c>open</c> for calls, <c>cooling</c> (its breaker is open), <c>probing</c>, <c>paused</c> (a wait without a limit to blame), <c>exhausted</c> or <c>dead</c>.</param>
/// <param name="Until">When the state may end; null where there is nothing to wait for.</param>
/// <param name="Reason">Why it is not open, in the provider's words.</param>
/// <param name="Limits">The learned limits with their levels; empty while none is known.</param>
/// <param name="Blind">Whether the limits are guessed from refusals, since replies do not report any.</param>
/// <param name="InFlight">Calls that wait for their first token.</param>
/// <param name="Calls">Calls that were let through since the start.</param>
/// <param name="RateLimited">Upstream 429s in the last hour.</param>
internal sealed record LaneReport(
    string Provider, string Key, string Class, string State, DateTimeOffset? Until, string? Reason, IReadOnlyList<LimitState> Limits, bool Blind, int InFlight, long Calls, int RateLimited);

/// <summary>One learned limit.</summary>
/// <param name="PerMinute">The limit.</param>
/// <param name="Level">What is left now; negative where calls under way have taken more.</param>
/// <param name="Capacity">The most that can be left.</param>
internal sealed record LimitState(LimitKind Kind, double PerMinute, double Level, double Capacity);

/// <summary>The calls that wait for one model class of a provider.</summary>
/// <param name="Waiting">How many.</param>
/// <param name="Tokens">Their estimated input.</param>
/// <param name="ExpectedWait">What a further call of average size would wait; null where it would not be served before its deadline.</param>
/// <param name="WaitsFor">What the first of them waits for: a limit, <c>concurrency</c>, <c>cooldown</c>, <c>key</c>; null where nothing waits.</param>
/// <param name="Demand">What was asked of the limits in the last minute, as a multiple of them; above 1 physics is the limit. Null while unknown.</param>
internal sealed record QueueReport(string Provider, string Class, int Waiting, double Tokens, TimeSpan? ExpectedWait, string? WaitsFor, double? Demand);

using RelayPlane.Catalog;

namespace RelayPlane.Pacing;

/// <summary>The state of Pacing at one moment, for `/health`, `status`, `limits` and the page. Holds labels, never keys.</summary>
/// <param name="Unsettled">Reservations of attempts that have not ended: 0 once all is quiet.</param>
internal sealed record PacingReport(IReadOnlyList<LaneReport> Lanes, IReadOnlyList<QueueReport> Queues, int Unsettled)
{
    public static PacingReport Empty { get; } = new([], [], 0);
}

/// <summary>One key × model class of a provider.</summary>
/// <param name="Key">The key's label; <c>client</c> for a client's own.</param>
/// <param name="Class">The model, or the class of models that share its limits.</param>
/// <param name="State">One of <see cref="LaneStates"/>.</param>
/// <param name="Until">When the state may end; null where there is nothing to wait for.</param>
/// <param name="Reason">Why it is not open, in the provider's words.</param>
/// <param name="Limits">The learned limits with their levels; empty while none is known.</param>
/// <param name="Blind">Whether the limits are guessed from refusals, since replies do not report any.</param>
/// <param name="InFlight">Calls that wait for their first token.</param>
/// <param name="Calls">Attempts that were let through since the start.</param>
/// <param name="RateLimited">Upstream refusals for limits in the last hour.</param>
internal sealed record LaneReport(
    string Provider, string Key, string Class, string State, DateTimeOffset? Until, string? Reason, IReadOnlyList<LimitState> Limits, bool Blind, int InFlight, long Calls, int RateLimited);

/// <summary>The states of a lane, from good to bad.</summary>
internal static class LaneStates
{
    public const string Open = "open";

    /// <summary>The provider asked for a pause.</summary>
    public const string Paused = "paused";

    /// <summary>One call at a time tries whether a failing target is back.</summary>
    public const string Probing = "probing";

    /// <summary>Its breaker is open.</summary>
    public const string Cooling = "cooling";

    /// <summary>A person paused it.</summary>
    public const string Held = "held";

    /// <summary>Money or a daily or monthly quota is used up.</summary>
    public const string Exhausted = "exhausted";

    /// <summary>The provider does not accept the key.</summary>
    public const string Dead = "dead";

    /// <summary>From good to bad.</summary>
    public static IReadOnlyList<string> All { get; } = [Open, Paused, Probing, Cooling, Held, Exhausted, Dead];
}

/// <summary>One learned limit.</summary>
/// <param name="PerMinute">The limit.</param>
/// <param name="Level">What is left now; negative where calls under way have taken more.</param>
/// <param name="Capacity">The most that can be left.</param>
internal sealed record LimitState(LimitKind Kind, double PerMinute, double Level, double Capacity);

/// <summary>The calls that wait for one model class of a provider.</summary>
/// <param name="Keys">The labels of the keys that may serve them.</param>
/// <param name="Waiting">How many.</param>
/// <param name="Tokens">Their estimated input.</param>
/// <param name="ExpectedWaitSeconds">What a further call of average size would wait; null where nobody can say.</param>
/// <param name="WaitsFor">What the first of them waits for: a limit, <c>concurrency</c>, <c>cooldown</c>, <c>held</c>, <c>key</c>; null where nothing waits.</param>
/// <param name="Demand">What was asked of the limits in the last minute, as a multiple of them; above 1 physics is the limit. Null while unknown.</param>
/// <param name="Waited">How long calls have waited in the last hour.</param>
internal sealed record QueueReport(
    string Provider, string Class, IReadOnlyList<string> Keys, int Waiting, double Tokens, double? ExpectedWaitSeconds, string? WaitsFor, double? Demand, WaitReport Waited);

/// <summary>The waits of those calls that had to wait.</summary>
internal sealed record WaitReport(long Calls, double MeanSeconds, double LongestSeconds);

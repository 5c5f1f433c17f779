using RelayPlane.Ledger;
using RelayPlane.Metering;

namespace RelayPlane.Dashboard.Calls;

/// <summary>A call in a list.</summary>
/// <param name="Model">Of the last attempt; null where nothing was sent.</param>
/// <param name="TokensIn">Over all attempts that a model worked on; so are the other sums.</param>
/// <param name="Unpriced">Attempts that cost something unknown.</param>
/// <param name="Fallback">Whether the last attempt went to another target than the first of the plan.</param>
internal sealed record CallRow(
    string Id,
    DateTimeOffset At,
    string Api,
    string Endpoint,
    bool Stream,
    string? ModelRequested,
    string? Model,
    string? Provider,
    string? Client,
    string? Agent,
    string? Session,
    string? Route,
    int? Status,
    string Outcome,
    string? Error,
    double QueueMs,
    double? FirstByteMs,
    double TotalMs,
    long TokensIn,
    long TokensOut,
    long CacheReadTokens,
    decimal? CostUsd,
    long? CostNano,
    int Unpriced,
    bool Estimated,
    int Attempts,
    bool Fallback)
{
    public static CallRow Of(CallEntry call)
    {
        var last = call.Attempts is [.., var final] ? final : null;
        var usages = call.Attempts.Where(attempt => Words.IsRun(call, attempt)).Select(attempt => attempt.Usage).OfType<TokenUsage>().ToList();
        var cost = CallCost.Of(call);
        return new CallRow(
            call.Id, call.At.ToUniversalTime(), call.Api, call.Endpoint, call.Stream, call.ModelRequested, last?.Model, last?.Provider,
            call.Client, call.Agent, call.Session, call.Route, call.Status, Words.Of(call.Outcome), call.Error,
            Milliseconds(call.Queue), call.FirstByte is { } byThen ? Milliseconds(byThen) : null, Milliseconds(call.Total),
            usages.Sum(usage => usage.TotalInput), usages.Sum(usage => usage.Output), usages.Sum(usage => usage.CacheRead),
            cost.Known?.Usd, cost.Known?.NanoUsd, cost.Unpriced, cost.Estimated, call.Attempts.Count,
            last is not null && call.Plan?.Split(',')[0].Trim() is { Length: > 0 } first && first != $"{last.Provider}/{last.Model}");
    }

    private static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 1);
}

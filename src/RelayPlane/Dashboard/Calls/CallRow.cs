using RelayPlane.Dashboard.Stats;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Deliveries;

namespace RelayPlane.Dashboard.Calls;

/// <summary>A call in a list.</summary>
internal sealed record CallRow
{
    public required string Id { get; init; }

    public required DateTime At { get; init; }

    public required string Api { get; init; }

    public required string Endpoint { get; init; }

    public required bool Stream { get; init; }

    public required string? ModelRequested { get; init; }

    /// <summary>Of the attempt that the reply came from; null where nothing was sent.</summary>
    public required string? Model { get; init; }

    public required string? Provider { get; init; }

    public required string? Client { get; init; }

    public required string? Agent { get; init; }

    public required string? Session { get; init; }

    public required string? Route { get; init; }

    /// <summary>What routing thought that the call needs; null where it was not asked.</summary>
    public required string? Tier { get; init; }

    public required int? Status { get; init; }

    public required string Outcome { get; init; }

    public required string? Error { get; init; }

    public required double QueueMs { get; init; }

    public required double? FirstByteMs { get; init; }

    public required double TotalMs { get; init; }

    public required long TokensIn { get; init; }

    public required long TokensOut { get; init; }

    public required long CacheReadTokens { get; init; }

    public required decimal? CostUsd { get; init; }

    public required long? CostNano { get; init; }

    /// <summary>Attempts that cost something unknown.</summary>
    public required int Unpriced { get; init; }

    public required bool Estimated { get; init; }

    public required int Attempts { get; init; }

    /// <summary>Whether the reply came from another target than the first of the plan.</summary>
    public required bool Fallback { get; init; }

    public static CallRow Of(CallEntry call)
    {
        var cost = CallCost.Of(call);
        var given = call.Given;
        var usages = call.Attempts.Where(attempt => Words.IsRun(call, attempt)).Select(attempt => attempt.Usage ?? default).ToList();
        return new()
        {
            Id = call.Id,
            At = call.At.UtcDateTime,
            Api = call.Api,
            Endpoint = call.Endpoint,
            Stream = call.Stream,
            ModelRequested = call.ModelRequested,
            Model = given?.Model,
            Provider = given?.Provider,
            Client = call.Client,
            Agent = call.Agent,
            Session = call.Session,
            Route = call.Route,
            Tier = call.Decision?.Tier,
            Status = call.Status,
            Outcome = Words.Of(call.Outcome),
            Error = call.Error,
            QueueMs = TallyAnswer.Milliseconds(call.Queue),
            FirstByteMs = TallyAnswer.Milliseconds(call.FirstByte),
            TotalMs = TallyAnswer.Milliseconds(call.Total),
            TokensIn = usages.Sum(usage => usage.TotalInput),
            TokensOut = usages.Sum(usage => usage.Output),
            CacheReadTokens = usages.Sum(usage => usage.CacheRead),
            CostUsd = cost.Known?.Usd,
            CostNano = cost.Known?.NanoUsd,
            Unpriced = cost.Unpriced,
            Estimated = cost.Estimated,
            Attempts = call.Attempts.Count,
            Fallback = Delivery.IsFallback(call),
        };
    }
}

/// <summary>What <c>GET /api/calls</c> says.</summary>
/// <param name="Next">Asks for the next page; null at the end. A page may be short, or empty, before the end.</param>
/// <param name="LookedBackTo">How far this page has looked.</param>
internal sealed record CallsAnswer(IReadOnlyList<CallRow> Calls, string? Next, DateTime? LookedBackTo);

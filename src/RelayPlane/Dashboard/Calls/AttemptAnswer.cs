using System.Text.Json;
using RelayPlane.Dashboard.Stats;
using RelayPlane.Ledger;

namespace RelayPlane.Dashboard.Calls;

/// <summary>One attempt of a call; its keys are promised as those of <see cref="CallAnswer"/> are.</summary>
internal sealed record AttemptAnswer
{
    public required int Number { get; init; }

    public required DateTime At { get; init; }

    /// <summary>From the call's arrival to when this was sent; null for calls recorded before it was kept.</summary>
    public required double? StartMs { get; init; }

    /// <summary>Of a connection that had to be opened for it; null where one was open, or unknown.</summary>
    public required double? ConnectMs { get; init; }

    public required string Provider { get; init; }

    public required string Model { get; init; }

    public required string? ModelReturned { get; init; }

    public required string? Key { get; init; }

    public required string Verdict { get; init; }

    public required int? Status { get; init; }

    public required string? RequestId { get; init; }

    public required double? FirstByteMs { get; init; }

    public required double TotalMs { get; init; }

    public required bool Partial { get; init; }

    public required string? Error { get; init; }

    /// <summary>What made the call climb to the next model after it; null where nothing did.</summary>
    public required string? Escalated { get; init; }

    public required UsageAnswer? Usage { get; init; }

    public required JsonElement? RawUsage { get; init; }

    /// <summary><c>priced</c>, <c>estimated</c> or <c>unpriced</c>; null where nothing was to be priced.</summary>
    public required string? PriceStatus { get; init; }

    public required decimal? CostUsd { get; init; }

    public required long? CostNano { get; init; }

    public required string? PriceProvider { get; init; }

    public required string? PriceModel { get; init; }

    /// <summary>The rates that were stored with it.</summary>
    public required JsonElement? Basis { get; init; }

    public required ArithmeticAnswer? Arithmetic { get; init; }

    public static AttemptAnswer Of(CallEntry call, AttemptEntry attempt) => new()
    {
        Number = attempt.Number,
        At = attempt.At.UtcDateTime,
        StartMs = TallyAnswer.Milliseconds(attempt.Start),
        ConnectMs = TallyAnswer.Milliseconds(attempt.Connect),
        Provider = attempt.Provider,
        Model = attempt.Model,
        ModelReturned = attempt.ModelReturned,
        Key = attempt.Key,
        Verdict = Words.Of(attempt.Verdict),
        Status = attempt.Status,
        RequestId = attempt.RequestId,
        FirstByteMs = TallyAnswer.Milliseconds(attempt.FirstByte),
        TotalMs = TallyAnswer.Milliseconds(attempt.Total),
        Partial = attempt.Partial,
        Error = attempt.Error,
        Escalated = attempt.Escalated,
        Usage = attempt.Usage is { } usage ? UsageAnswer.Of(usage) : null,
        RawUsage = StoredJson.Read(attempt.RawUsage),
        PriceStatus = PriceStatusOf(call, attempt),
        CostUsd = attempt.Paid?.Usd,
        CostNano = attempt.Paid?.NanoUsd,
        PriceProvider = attempt.Quote?.Provider,
        PriceModel = attempt.Quote?.Model,
        Basis = StoredJson.Read(attempt.Quote?.Basis),
        Arithmetic = ArithmeticAnswer.Of(attempt),
    };

    private static string? PriceStatusOf(CallEntry call, AttemptEntry attempt) => attempt.Quote is { Status: not Metering.PriceStatus.None } quote
        ? Words.Of(quote.Status)
        : attempt.Cost is not null ? "priced" : Words.IsRun(call, attempt) ? "unpriced" : null;
}

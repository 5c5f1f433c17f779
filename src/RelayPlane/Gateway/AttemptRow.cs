using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dispatch;
using RelayPlane.Ledger;
using RelayPlane.Metering;

namespace RelayPlane.Gateway;

/// <summary>An attempt in the ledger's words, with what it cost.</summary>
internal static class AttemptRow
{
    /// <param name="start">From the call's arrival to when it was sent.</param>
    public static AttemptEntry Of(Attempt attempt, PriceBook prices, TimeSpan? start = null) => new()
    {
        Number = attempt.Number,
        Provider = attempt.Target.Provider.Name,
        Model = attempt.Target.Model,
        ModelReturned = attempt.Reading.Model,
        Key = attempt.Key,
        Verdict = attempt.Verdict,
        Status = attempt.Status,
        RequestId = attempt.RequestId,
        At = attempt.At,
        Start = start,
        Connect = attempt.Connect,
        FirstByte = attempt.FirstByte,
        Total = attempt.Total,
        HasContent = attempt.Reading.HasContent,
        Usage = attempt.Estimate ?? attempt.Reading.Usage,
        UsageEstimated = attempt.Estimate is not null,
        Modifiers = attempt.Reading.Modifiers,
        RawUsage = attempt.Reading.RawUsage,
        Partial = !attempt.Reading.Complete,
        Quote = Price(attempt, prices),
        Error = attempt.Error,
        Escalated = attempt.Escalated is { } trigger ? JsonNamingPolicy.SnakeCaseLower.ConvertName(trigger.ToString()) : null,
    };

    /// <summary>Content without usage is paid for as well, at a price that nobody told. A guess at the usage is no more than a guess at the cost.</summary>
    private static Quote Price(Attempt attempt, PriceBook prices)
    {
        var reading = attempt.Reading;
        if ((attempt.Estimate ?? reading.Usage) is not { } usage)
        {
            return reading.HasContent ? Quote.Unpriced : Quote.None;
        }

        var quote = prices.Price(attempt.Target.Provider.Name, reading.Model, attempt.Target.Model, attempt.At, usage, reading.Modifiers);
        return attempt.Estimate is not null && quote.Status == PriceStatus.Priced ? quote with { Status = PriceStatus.Estimated } : quote;
    }
}

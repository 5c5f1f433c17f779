using RelayPlane.Dispatch;
using RelayPlane.Ledger;
using RelayPlane.Metering;

namespace RelayPlane.Tests.Ledger;

/// <summary>Calls as the gateway would record them.</summary>
internal static class Entries
{
    public static DateTimeOffset Noon { get; } = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static CallEntry Call(string id, params AttemptEntry[] attempts) => new()
    {
        Id = id,
        At = Noon,
        Api = "anthropic",
        Endpoint = "messages",
        Method = "POST",
        Path = "/v1/messages",
        Stream = false,
        Status = 200,
        Outcome = Outcome.Answered,
        Total = TimeSpan.FromMilliseconds(800),
        Attempts = attempts,
    };

    public static AttemptEntry Attempt(string model = "claude-haiku-4-5", int number = 1, TokenUsage? usage = null) => Priced(new()
    {
        Number = number,
        Provider = "anthropic",
        Model = model,
        Verdict = Verdict.Answered,
        Status = 200,
        At = Noon,
        Total = TimeSpan.FromMilliseconds(700),
        HasContent = true,
        Usage = usage ?? new TokenUsage(100, 20, 3, 4, 50, 10),
    });

    /// <summary>The attempt, priced by <see cref="Price"/>: again, where its usage was changed.</summary>
    public static AttemptEntry Priced(AttemptEntry attempt) => attempt with
    {
        Quote = attempt.Usage is null ? Quote.None
            : Price(attempt) is { } cost ? new Quote(PriceStatus.Priced, cost, attempt.Provider, attempt.Model, """{"input":1}""")
            : Quote.Unpriced,
    };

    /// <summary>One nano-dollar a token of what is priced; models named <c>mystery</c> are not.</summary>
    public static Money? Price(AttemptEntry attempt) =>
        attempt.Model == "mystery" ? null : new Money(attempt.Usage!.Value.TotalInput + attempt.Usage.Value.Output);
}

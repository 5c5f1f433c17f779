using RelayPlane.Catalog;
using RelayPlane.Dispatch;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Metering;
using RelayPlane.Routing;
using RelayPlane.Routing.Deciding;
using RelayPlane.Routing.Sessions;

namespace RelayPlane.Replay;

/// <summary>The conversations of recorded calls, as they stand after them: a gateway that starts again moves none that it had placed before.</summary>
internal static class Remembered
{
    /// <summary>How far back it is worth looking: three times what most prompt caches last.</summary>
    public static TimeSpan Reach { get; } = TimeSpan.FromMinutes(15);

    /// <param name="past">In the order in which they came.</param>
    /// <param name="provider">Null for one that the config has no more.</param>
    public static SessionBook From(IEnumerable<PastCall> past, PriceBook prices, Func<string, Provider?> provider)
    {
        SessionBook book = new();
        foreach (var call in past)
        {
            if (!ShadowCall.Is(call.Agent) && call is { Attempts: [.., { Verdict: Verdict.Answered, Usage: { } usage } last], Decision.Housekeeping: not ("title" or "chore") } && Named(provider, last.Provider, last.Model) is { } answered)
            {
                var ticket = RecordedCall.Of(call);
                var key = Conversations.KeyOf(RecordedCall.Caller(call), ticket.Look.Shape);
                var asked = call.Decision is { Tier: not null } decided ? Asked(provider, decided.Asked) : answered;
                var begins = Conversations.Begins(RecordedCall.Caller(call), ticket.Look.Shape);
                book.Answered(
                    key,
                    SessionTurn.Of(prices, begins ? null : book.Find(key), answered, usage, Cost(call), asked, call.At, ticket.Look.Shape.MarksCache, call.Decision.PromptTokens) with { Begins = begins });
            }
        }

        return book;
    }

    private static Target? Asked(Func<string, Provider?> provider, string? asked) =>
        asked?.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? Named(provider, asked[..slash], asked[(slash + 1)..]) : null;

    private static Target? Named(Func<string, Provider?> provider, string name, string model) => provider(name) is { } known ? new Target(known, model) : null;

    /// <summary>Of all attempts; null where that of any is unknown.</summary>
    private static Money? Cost(PastCall call)
    {
        var sum = new Money(0);
        foreach (var attempt in call.Attempts.Where(attempt => attempt.Usage is not null))
        {
            if (attempt.Cost is not { } cost)
            {
                return null;
            }

            sum += cost;
        }

        return sum;
    }
}

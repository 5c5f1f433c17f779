using RelayPlane.Catalog;
using RelayPlane.Dialects.Looking;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Metering;
using RelayPlane.Routing;
using RelayPlane.Routing.Deciding;
using RelayPlane.Routing.Sessions;

namespace RelayPlane.Gateway;

/// <summary>Tells the book of conversations of an answered call.</summary>
internal static class Conversing
{
    /// <param name="answered">Who answered in the end.</param>
    /// <param name="isDetour">Whether that was a fallback: the conversation goes on where it was.</param>
    public static void Answered(SessionBook book, PriceBook prices, CallerNames caller, Decision? decision, Call call, CallEntry entry, Target answered, bool isDetour)
    {
        var shape = call.Look.Shape;
        if (ShadowCall.Is(caller.Agent) || entry.Given?.Usage is not { } usage || shape.Housekeeping is Housekeeping.Title or Housekeeping.Chore)
        {
            return;
        }

        var at = entry.At + entry.Total;
        var asked = decision is null ? answered : decision.Asked;
        var key = Conversations.KeyOf(caller, shape);
        var begins = Conversations.Begins(caller, shape);
        book.Answered(key, SessionTurn.Of(prices, begins ? null : book.Find(key), answered, usage, CostOf(entry), asked, at, shape.MarksCache, call.Facts.PromptTokens) with { Begins = begins, IsDetour = isDetour });
        if (decision is { Acts: false })
        {
            var supposed = Conversations.SupposedKeyOf(caller, shape);
            book.Answered(supposed, Supposed(begins ? null : book.Find(supposed), prices, decision, usage, at, shape, call.Facts.PromptTokens) with { Begins = begins });
        }
    }

    /// <summary>The same turn as if routing acted: what is elsewhere now would have been written anew by a model that had not answered before.</summary>
    private static SessionTurn Supposed(SessionState? before, PriceBook prices, Decision decision, in TokenUsage usage, DateTimeOffset at, PromptShape shape, double guessed)
    {
        var chosen = decision.Chosen;
        var supposed = chosen.Is(before?.Target) ? usage
            : shape.MarksCache ? usage with { CacheRead = 0, CacheWrite5m = usage.CacheWrite5m + usage.CacheRead }
            : usage with { CacheRead = 0, Input = usage.Input + usage.CacheRead };
        var cost = prices.List(chosen.Provider.Name, chosen.Model, at, supposed.TotalInput)?.Rates.Cost(supposed);
        return SessionTurn.Of(prices, before, chosen, supposed, cost, decision.Asked, at, shape.MarksCache, guessed);
    }

    /// <summary>All attempts together; null where that of any is unknown.</summary>
    private static Money? CostOf(CallEntry entry)
    {
        var sum = new Money(0);
        foreach (var attempt in entry.Attempts)
        {
            if (attempt.Paid is { } paid)
            {
                sum += paid;
            }
            else if (attempt.Usage is not null || attempt.HasContent)
            {
                return null;
            }
        }

        return sum;
    }
}

using RelayPlane.Catalog;
using RelayPlane.Metering;

namespace RelayPlane.Routing.Sessions;

/// <summary>One answered call of a conversation.</summary>
/// <param name="Target">Who answered.</param>
/// <param name="Cost">Of all its attempts; null while its price is unknown.</param>
/// <param name="AsAsked">What the model that was asked for would have cost in the same place, with the cache that it would have had; null where unknown.</param>
internal sealed record SessionTurn(Target Target, TokenUsage Usage, Money? Cost, Money? AsAsked, DateTimeOffset At)
{
    /// <summary>The model that was asked for; null where it was no certain one.</summary>
    public Target? Asked { get; init; }

    /// <summary>How much of the prompt the model that was asked for would hold now.</summary>
    public long AskedTokens { get; init; }

    /// <summary>What the prompt's length had been guessed to be, in tokens.</summary>
    public double Guessed { get; init; }

    /// <summary>Whether the conversation begins with it, so that nothing of one that began alike counts.</summary>
    public bool Begins { get; init; }

    /// <summary>Whether somebody answered who stood in for the model that the conversation has, and keeps.</summary>
    public bool IsDetour { get; init; }

    /// <param name="before">Where the conversation stood; null for its first call.</param>
    /// <param name="marks">Whether the client marks what is to be cached.</param>
    public static SessionTurn Of(PriceBook prices, SessionState? before, Target answered, in TokenUsage usage, Money? cost, Target? asked, DateTimeOffset at, bool marks, double guessed)
    {
        var would = asked is null ? usage : AsAskedUsage(before, usage, asked, at);
        return new SessionTurn(answered, usage, cost, asked is null ? cost : prices.List(asked.Provider.Name, asked.Model, at, usage.TotalInput)?.Rates.Cost(would), at)
        {
            Asked = asked,
            AskedTokens = Holds(asked, usage, marks) ? usage.TotalInput : 0,
            Guessed = guessed,
        };
    }

    /// <summary>
    /// The same tokens, of which the model that was asked for would have read at least what the answering one did, and all that it would have held:
    /// its cost is rather taken too low, so that no saving is counted that is none.
    /// </summary>
    private static TokenUsage AsAskedUsage(SessionState? before, in TokenUsage usage, Target asked, DateTimeOffset at)
    {
        var held = Math.Min(before?.AskedAt(at, asked) ?? 0, usage.TotalInput);
        var more = Math.Max(0, held - usage.CacheRead);
        var ofHour = Math.Min(more, usage.CacheWrite1h);
        var ofFive = Math.Min(more - ofHour, usage.CacheWrite5m);
        return usage with { CacheRead = usage.CacheRead + more, CacheWrite1h = usage.CacheWrite1h - ofHour, CacheWrite5m = usage.CacheWrite5m - ofFive, Input = usage.Input - (more - ofHour - ofFive) };
    }

    /// <summary>A Claude holds what it is told to; the others hold any prompt by themselves.</summary>
    private static bool Holds(Target? asked, in TokenUsage usage, bool marks) =>
        asked is not null && (marks || usage.CacheRead + usage.CacheWrite5m + usage.CacheWrite1h > 0 || !asked.Model.Contains("claude", StringComparison.OrdinalIgnoreCase));
}

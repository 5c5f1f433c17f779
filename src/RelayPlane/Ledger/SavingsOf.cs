using RelayPlane.Catalog;
using RelayPlane.Metering;

namespace RelayPlane.Ledger;

/// <summary>
/// Works out what a call saved or lost, from the rates that its usage would have met elsewhere. Nothing is guessed: where a rate is not known,
/// the saving is not either. What would have been is priced at list rates, scaled by what the attempt's cost was of its own list price, so that
/// a batch or priority tier weighs on both sides.
/// </summary>
internal sealed class SavingsOf(PriceBook prices)
{
    /// <summary>The attempts of a call, each with its savings. The first of them went where the plan meant the call to go.</summary>
    public IReadOnlyList<AttemptEntry> Attempts(CallEntry call)
    {
        IReadOnlyList<AttemptEntry> attempts = call.Attempts;
        return [.. attempts.Select((attempt, index) => attempt with { Savings = Of(call, attempts[0], attempt, index == attempts.Count - 1) })];
    }

    private Savings Of(CallEntry call, AttemptEntry first, AttemptEntry attempt, bool isLast)
    {
        if (attempt is not { Usage: { } usage, Paid: { } paid } || IsPlain(call, attempt, usage) || Cost(attempt.Provider, attempt.Model, attempt, usage) is not { NanoUsd: > 0 } own)
        {
            return default;
        }

        decimal scale = (decimal)paid.NanoUsd / own.NanoUsd;
        long? Difference(Money? would, Money does) => would is { } known ? (long)decimal.Round((known.NanoUsd - does.NanoUsd) * scale) : null;
        TokenUsage plain = usage with { Input = usage.TotalInput, CacheRead = 0, CacheWrite5m = 0, CacheWrite1h = 0, InputAudio = usage.InputAudio + usage.CacheReadAudio, CacheReadAudio = 0 };
        long? cache = usage.Input == usage.TotalInput ? null : Difference(Cost(attempt.Provider, attempt.Model, attempt, plain), own);
        if (!isLast)
        {
            return new(cache, null, paid.NanoUsd);
        }

        // What routing chose is the first target; where another answered in the end, the way from there is the fallback's.
        bool isFirst = first.Provider == attempt.Provider && first.Model == attempt.Model;
        Money? chosen = isFirst ? own : Cost(first.Provider, first.Model, attempt, usage);
        long? fallback = isFirst ? null : -Difference(chosen, own);
        long? routing = chosen is { } planned && Asked(call, first) is var (provider, model) ? Difference(Cost(provider, model, attempt, usage), planned) : null;
        return new(cache, routing, fallback);
    }

    /// <summary>Whether nothing was cached, chosen or fallen back to, as with most calls: then there is nothing to reckon.</summary>
    private static bool IsPlain(CallEntry call, AttemptEntry attempt, in TokenUsage usage) =>
        call.Attempts.Count == 1 && usage.Input == usage.TotalInput && Asked(call, attempt) is null;

    /// <summary>The model that was asked for, where it is another one than was chosen.</summary>
    private static (string Provider, string Model)? Asked(CallEntry call, AttemptEntry first)
    {
        if (call.ModelRequested is not { Length: > 0 } asked || asked == first.Model || asked == $"{first.Provider}/{first.Model}")
        {
            return null;
        }

        int slash = asked.IndexOf('/', StringComparison.Ordinal);
        string home = call.Api switch { "anthropic" => "anthropic", "gemini" => "google", _ => "openai" };
        return slash > 0 ? (asked[..slash], asked[(slash + 1)..]) : (home, asked);
    }

    private Money? Cost(string provider, string model, AttemptEntry attempt, in TokenUsage usage) =>
        prices.List(provider, model, attempt.At, usage.TotalInput)?.Rates.Cost(usage);
}

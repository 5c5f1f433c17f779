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
    /// <param name="api">What the client speaks, as the ledger has it.</param>
    /// <param name="asked">The model that it asked for.</param>
    public IReadOnlyList<AttemptEntry> Attempts(string api, string? asked, IReadOnlyList<AttemptEntry> attempts) => IsPlain(api, asked, attempts)
        ? attempts
        : [.. attempts.Select((attempt, index) => attempt with { Savings = Of(api, asked, attempts[0], attempt, index == attempts.Count - 1) })];

    private Savings Of(string api, string? asked, AttemptEntry first, AttemptEntry attempt, bool isLast)
    {
        if (attempt is not { Usage: { } usage, Paid: { } paid } || Cost(attempt.Provider, attempt.Model, attempt, usage) is not { NanoUsd: > 0 } own)
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
        long? routing = chosen is { } planned && Asked(api, asked, first) is var (provider, model) ? Difference(Cost(provider, model, attempt, usage), planned) : null;
        return new(cache, routing, fallback);
    }

    /// <summary>Whether nothing was cached, chosen or fallen back to, as with most calls: then there is nothing to reckon.</summary>
    private static bool IsPlain(string api, string? asked, IReadOnlyList<AttemptEntry> attempts) => attempts switch
    {
        [] => true,
        [{ Savings: var had } only] => had == default && (only.Usage is not { } usage || usage.Input == usage.TotalInput) && Asked(api, asked, only) is null,
        _ => false,
    };

    /// <summary>The model that was asked for, where it is another one than was chosen.</summary>
    private static (string Provider, string Model)? Asked(string api, string? asked, AttemptEntry first)
    {
        if (asked is not { Length: > 0 } || asked == first.Model || asked == $"{first.Provider}/{first.Model}")
        {
            return null;
        }

        int slash = asked.IndexOf('/', StringComparison.Ordinal);
        string home = api switch { "anthropic" => "anthropic", "gemini" => "google", _ => "openai" };
        return slash > 0 ? (asked[..slash], asked[(slash + 1)..]) : (home, asked);
    }

    private Money? Cost(string provider, string model, AttemptEntry attempt, in TokenUsage usage) =>
        prices.List(provider, model, attempt.At, usage.TotalInput)?.Rates.Cost(usage);
}

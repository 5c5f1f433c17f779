using RelayPlane.Metering;

namespace RelayPlane.Catalog;

/// <summary>The price of one model at one provider: which ids it covers and what they cost.</summary>
/// <param name="Names">Ids that match as they are, or followed by a date of eight digits (<c>-20250929</c>), whatever their case.</param>
/// <param name="Prefixes">Beginnings that match anything after them; for families whose every member costs the same.</param>
/// <param name="Rates">The rates of a request whose input is within the lowest tier.</param>
/// <param name="Tiers">Rates for long inputs, lowest threshold first.</param>
internal sealed record PriceRow(IReadOnlyList<string> Names, IReadOnlyList<string> Prefixes, Rates Rates, IReadOnlyList<PriceTier> Tiers)
{
    /// <summary>The rates of the highest tier that all input exceeds; they hold for every token of the request.</summary>
    public Rates For(in TokenUsage usage)
    {
        Rates rates = Rates;
        foreach (PriceTier tier in Tiers)
        {
            if (usage.TotalInput > tier.Above)
            {
                rates = tier.Rates;
            }
        }

        return rates;
    }

    public bool Covers(string model) => Names.Any(name => IsNamed(model, name))
        || Prefixes.Any(prefix => model.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static bool IsNamed(string model, string name) =>
        model.StartsWith(name, StringComparison.OrdinalIgnoreCase)
        && (model.Length == name.Length || IsDate(model.AsSpan(name.Length)));

    private static bool IsDate(ReadOnlySpan<char> suffix) =>
        suffix.Length == 9 && suffix[0] == '-' && !suffix[1..].ContainsAnyExceptInRange('0', '9');
}

/// <summary>The rates of requests with more than <paramref name="Above"/> input tokens, cache included.</summary>
internal sealed record PriceTier(long Above, Rates Rates);

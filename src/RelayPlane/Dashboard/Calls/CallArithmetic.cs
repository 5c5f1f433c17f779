using System.Text.Json;
using RelayPlane.Metering;

namespace RelayPlane.Dashboard.Calls;

/// <summary>
/// The sum of one attempt, worked out anew from the rates that were stored with it and not with today's: what was used of each class, times its rate,
/// times what multiplies it. It is written apart from the sum that priced the attempt, so that one proves the other.
/// </summary>
/// <param name="Terms">Each class that was used, and each unit beside tokens.</param>
/// <param name="Times">What all terms of tokens are multiplied by, with the cause.</param>
/// <param name="Exact">The sum before it is rounded, in US dollars.</param>
internal sealed record CallArithmetic(IReadOnlyList<ArithmeticTerm> Terms, IReadOnlyList<KeyValuePair<string, decimal>> Times, decimal Exact)
{
    private const decimal Million = 1_000_000m;
    private const decimal Thousand = 1_000m;

    public Money Total => Money.FromUsd(Exact);

    /// <param name="usage">What the attempt used.</param>
    /// <param name="basis">The rates as they were stored: <c>{ "rates": { "input": 3, … }, "other_units"?: {…}, "times"?: {…} }</c>.</param>
    /// <returns>Null where the rates do not say enough, or are in words of another version.</returns>
    public static CallArithmetic? Of(in TokenUsage usage, string? basis)
    {
        try
        {
            using var parsed = JsonDocument.Parse(basis ?? "null");
            return parsed.RootElement is { ValueKind: JsonValueKind.Object } root ? Of(usage, root) : null;
        }
        catch (Exception unread) when (unread is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private static CallArithmetic? Of(in TokenUsage usage, JsonElement basis)
    {
        var rates = Numbers(basis, "rates");
        if (!rates.TryGetValue("input", out var input) || (usage.Output > 0 && !rates.ContainsKey("output")))
        {
            return null;
        }

        var tokens = TokenTerms(usage, new RatesRead(rates, input)).Where(term => term.Count > 0).ToList();
        var units = UnitTerms(usage, Numbers(basis, "other_units")).ToList();
        var times = Numbers(basis, "times").ToList();
        var sum = times.Aggregate(tokens.Sum(term => term.Count * term.Rate), (product, one) => product * one.Value) / Million;
        return new([.. tokens, .. units], times, sum + units.Sum(term => term.Count * term.Rate / term.Per));
    }

    private static IEnumerable<ArithmeticTerm> TokenTerms(TokenUsage usage, RatesRead rates)
    {
        var audio = Math.Min(usage.OutputAudio, usage.Output);
        var thoughts = rates.Has("reasoning") ? Math.Min(usage.Reasoning, usage.Output - audio) : 0;
        yield return rates.Term("input", usage.Input - usage.InputAudio);
        yield return rates.Term("input_audio", usage.InputAudio, "input");
        yield return rates.Term("cache_read", usage.CacheRead - usage.CacheReadAudio, "input");
        yield return rates.Term("cache_read_audio", usage.CacheReadAudio, "cache_read", "input");
        yield return rates.Term("cache_write_5m", usage.CacheWrite5m, "input");
        yield return rates.Term("cache_write_1h", usage.CacheWrite1h, "cache_write_5m", "input");
        yield return rates.Term("output", usage.Output - audio - thoughts);
        yield return rates.Term("reasoning", thoughts, "output");
        yield return rates.Term("output_audio", audio, "output");
    }

    private static IEnumerable<ArithmeticTerm> UnitTerms(TokenUsage usage, Dictionary<string, decimal> units)
    {
        if (usage.WebSearches > 0 && units.TryGetValue("web_searches_kcount", out var search))
        {
            yield return new(usage.WebSearches, "web searches", search, Thousand);
        }

        if (units.TryGetValue("requests_kcount", out var request) && request > 0)
        {
            yield return new(1, "request", request, Thousand);
        }
    }

    private static Dictionary<string, decimal> Numbers(JsonElement basis, string name) => basis.TryGetProperty(name, out var numbers)
        ? numbers.EnumerateObject().ToDictionary(number => number.Name, number => number.Value.GetDecimal(), StringComparer.Ordinal)
        : [];

    /// <summary>Rates by class, where a class without one of its own is charged as its parent.</summary>
    private sealed class RatesRead(Dictionary<string, decimal> rates, decimal input)
    {
        public bool Has(string name) => rates.ContainsKey(name);

        public ArithmeticTerm Term(string name, long count, params ReadOnlySpan<string> parents)
        {
            var words = name.Replace('_', ' ');
            if (rates.TryGetValue(name, out var own))
            {
                return new(count, words, own, Million);
            }

            foreach (var parent in parents)
            {
                if (rates.TryGetValue(parent, out var inherited))
                {
                    return new(count, $"{words}, charged as {parent.Replace('_', ' ')}", inherited, Million);
                }
            }

            return new(count, words, name == "output" ? 0 : input, Million);
        }
    }
}

/// <summary>So many of something at a rate in US dollars per <paramref name="Per"/> of them.</summary>
internal sealed record ArithmeticTerm(long Count, string Of, decimal Rate, decimal Per)
{
    public decimal Usd => Count * Rate / Per;
}

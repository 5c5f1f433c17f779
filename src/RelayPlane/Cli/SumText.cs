using System.Globalization;
using System.Text.Json;
using RelayPlane.Dashboard.Calls;
using RelayPlane.Ledger;
using RelayPlane.Metering;

namespace RelayPlane.Cli;

/// <summary>How the cost of one attempt came about, line by line, for a person.</summary>
internal static class SumText
{
    public static IEnumerable<string> Of(CallEntry call, AttemptEntry attempt)
    {
        var cost = attempt.Paid;
        var usage = attempt.Usage ?? default;
        if (attempt.Quote?.Basis is { } basis)
        {
            yield return "rates " + Source(attempt.Quote, basis);
            if (CallArithmetic.Of(usage, basis) is { } sum)
            {
                foreach (var line in Lines(sum))
                {
                    yield return line;
                }

                yield return Verdict(sum, attempt.Quote, cost);
                yield break;
            }

            yield return $"cost  {(cost is { } told ? Usd(told.Usd) : "unpriced")}: these rates do not say how, so it cannot be worked out here";
        }
        else if (cost is { } known)
        {
            yield return $"cost  {Usd(known.Usd)}, as it was recorded; no rates were stored with it";
        }
        else
        {
            yield return Words.IsRun(call, attempt)
                ? "cost  unpriced: no rate was known for this model when it was sent. It counts in no sum; see relayplane pricing"
                : "cost  nothing was used, so nothing is to be paid";
        }
    }

    /// <summary>Exact to the last digit, and never fewer than cents.</summary>
    public static string Usd(decimal usd) => "$" + usd.ToString("#,##0.00##########################", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Lines(CallArithmetic sum)
    {
        var terms = sum.Terms.Select(term => (Count: StatsText.Count(term.Count), term.Of, Rate: $"{Usd(term.Rate)} / {(term.Per == 1000m ? "1,000" : "M")}", term.Usd)).ToList();
        var (count, what, rate) = (Widest(terms.Select(term => term.Count)), Widest(terms.Select(term => term.Of)), Widest(terms.Select(term => term.Rate)));
        foreach (var term in terms)
        {
            yield return $"      {term.Count.PadLeft(count)} {term.Of.PadRight(what)} × {term.Rate.PadRight(rate)} = {Usd(term.Usd)}";
        }

        foreach (var (cause, times) in sum.Times)
        {
            yield return $"      tokens × {times.ToString(CultureInfo.InvariantCulture)} for {CallWords.Clean(cause)}";
        }
    }

    private static string Verdict(CallArithmetic sum, Quote quote, Money? recorded)
    {
        var rounded = sum.Exact == sum.Total.Usd ? "" : $" ({Usd(sum.Exact)} before it was rounded once)";
        var guessed = quote.Status is PriceStatus.Estimated ? " It is an estimate: a part of the usage or a rate was not told." : "";
        return recorded == sum.Total
            ? $"cost  {Usd(sum.Total.Usd)}{rounded}, as recorded.{guessed}"
            : $"cost  {Usd(sum.Total.Usd)} by these rates, but {(recorded is { } other ? Usd(other.Usd) : "no price")} is recorded: THE TWO DO NOT MATCH.{guessed}";
    }

    /// <summary>Whose rates, since when, and from where.</summary>
    private static string Source(Quote quote, string basis)
    {
        var parts = new List<string> { $"of {CallWords.Clean(quote.Provider ?? "?")} {CallWords.Clean(quote.Model ?? "?")}" };
        try
        {
            using var parsed = JsonDocument.Parse(basis);
            var root = parsed.RootElement;
            Add(parts, root, "input_tokens_gt", value => $"for more than {StatsText.Count(value.GetInt64())} tokens in");
            Add(parts, root, "effective_from", value => $"since {value.GetString()}");
            Add(parts, root, "source", value => value.GetString()!);
            Add(parts, root, "table", value => $"table of {value.GetString()}");
        }
        catch (Exception unread) when (unread is JsonException or InvalidOperationException or FormatException)
        {
            parts.Add(basis);
        }

        return CallWords.Clean(string.Join(", ", parts));
    }

    private static void Add(List<string> parts, JsonElement basis, string name, Func<JsonElement, string> say)
    {
        if (basis.ValueKind is JsonValueKind.Object && basis.TryGetProperty(name, out var value))
        {
            parts.Add(say(value));
        }
    }

    private static int Widest(IEnumerable<string> texts) => texts.Select(text => text.Length).DefaultIfEmpty().Max();
}

using System.Globalization;
using RelayPlane.Hosting;
using RelayPlane.Ledger;
using RelayPlane.Metering;

namespace RelayPlane.Cli;

/// <summary>How amounts are spelled for a person: short, and never less exact than they are useful.</summary>
internal static class StatsText
{
    /// <summary>Cents from a dollar up, tenths of a cent from a cent up, below that two significant digits: <c>$12.40 $0.031 $0.00042</c>.</summary>
    public static string Amount(Money money)
    {
        decimal usd = money.Usd;
        int decimals = Math.Abs(usd) switch
        {
            0 => 2,
            >= 1 => 2,
            >= 0.01m => 3,
            decimal small => 1 - (int)Math.Floor(Math.Log10((double)small)),
        };
        return "$" + usd.ToString($"N{Math.Min(decimals, 9)}", CultureInfo.InvariantCulture);
    }

    /// <summary>A sum, which says how much of it is unknown: <c>$12.40 and 3 unpriced calls</c>.</summary>
    public static string Sum(Tally tally)
    {
        string unpriced = $"{Count(tally.Unpriced)} unpriced {(tally.Unpriced == 1 ? "call" : "calls")}";
        return tally switch
        {
            { Unpriced: 0 } => Cost(tally),
            { Cost: null } => unpriced,
            _ => $"{Cost(tally)} and {unpriced}",
        };
    }

    /// <summary>What is priced, for where the rest is told beside it.</summary>
    public static string Cost(Tally tally) => tally.Cost is { } cost ? (tally.Estimated > 0 ? "~" : "") + Amount(cost) : "–";

    public static string Calls(long count) => $"{Count(count)} {(count == 1 ? "call" : "calls")}";

    /// <summary>What caching and routing saved and what fallbacks cost, a line each, where there is anything to say.</summary>
    public static IEnumerable<string> Saved(Tally tally)
    {
        if (tally.CacheSavedNano is var cache and not 0)
        {
            yield return cache > 0 ? $"Caching saved {Amount(new Money(cache))}, less what cache writes cost." : $"Caching cost {Amount(new Money(-cache))} more than it saved.";
        }

        if (tally.RoutingSavedNano is var routing and not 0)
        {
            yield return $"Routing {(routing > 0 ? "saved" : "cost")} {Amount(new Money(Math.Abs(routing)))}, against the models that were asked for.";
        }

        if (tally.FallbackNano is var fallback and not 0)
        {
            yield return $"Fallbacks {(fallback > 0 ? "cost" : "saved")} {Amount(new Money(Math.Abs(fallback)))}, against the first choices.";
        }
    }

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Tokens, to three digits: <c>950 12.4k 1.25M</c>.</summary>
    public static string Tokens(long tokens) => tokens switch
    {
        < 10_000 => Count(tokens),
        < 999_500 => Short(tokens / 1e3) + "k",
        < 999_500_000 => Short(tokens / 1e6) + "M",
        _ => Short(tokens / 1e9) + "G",
    };

    public static string Share(long part, long whole) =>
        whole == 0 ? "–" : (100.0 * part / whole).ToString("0", CultureInfo.InvariantCulture) + " %";

    public static string Duration(TimeSpan? duration) => duration switch
    {
        null => "–",
        { TotalMilliseconds: < 10 } time => time.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture) + " ms",
        { TotalSeconds: < 1 } time => time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms",
        { TotalSeconds: < 100 } time => Short(time.TotalSeconds) + " s",
        { } time => time.TotalMinutes.ToString("0.0", CultureInfo.InvariantCulture) + " min",
    };

    /// <summary>A name that a client chose, made harmless to a terminal.</summary>
    public static string Name(string name) =>
        name.Length == 0 ? "(none)" : HarmlessText.Of(name);

    private static string Short(double value) => value.ToString(
        value switch { < 9.995 => "0.00", < 99.95 => "0.0", _ => "0" }, CultureInfo.InvariantCulture);
}

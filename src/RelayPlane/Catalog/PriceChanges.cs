using System.Globalization;
using RelayPlane.Metering;

namespace RelayPlane.Catalog;

/// <summary>What one price table says otherwise than another. Each is a line: <c>openai/gpt-5 input $1.25 → $1</c>.</summary>
/// <param name="Leaps">The changes that make a rate ten times what it was, or a tenth, or less.</param>
internal sealed record PriceChanges(IReadOnlyList<string> Added, IReadOnlyList<string> Changed, IReadOnlyList<string> Removed, IReadOnlyList<string> Leaps)
{
    private const decimal Leap = 10m;

    /// <param name="at">Rates are compared as they hold at this moment.</param>
    public static PriceChanges Between(PriceTable old, PriceTable next, DateTimeOffset at)
    {
        var (before, after) = (Rows(old, at), Rows(next, at));
        var changed = new List<string>();
        var leaps = new List<string>();
        foreach (var (name, rates) in after)
        {
            if (before.GetValueOrDefault(name) is { } was)
            {
                Compare(name, was, rates, changed, leaps);
            }
        }

        return new PriceChanges(
            [.. after.Keys.Where(name => !before.ContainsKey(name))],
            changed,
            [.. before.Keys.Where(name => !after.ContainsKey(name))],
            leaps);
    }

    private static void Compare(string name, Rates was, Rates rates, List<string> changed, List<string> leaps)
    {
        foreach (var one in PriceClasses.Tokens.Concat(PriceClasses.Units))
        {
            var (from, to) = (one.Of(was), one.Of(rates));
            if (from == to)
            {
                continue;
            }

            var line = $"{name} {one.Words} {Text(from)} → {Text(to)}";
            changed.Add(line);
            if (from is { } a && to is { } b && (a >= b * Leap || b >= a * Leap))
            {
                leaps.Add(line);
            }
        }
    }

    /// <summary>A size of input that has its own rates is a row of its own.</summary>
    private static OrderedDictionary<string, Rates> Rows(PriceTable table, DateTimeOffset at)
    {
        var rows = new OrderedDictionary<string, Rates>();
        foreach (var provider in table.Providers.Select(id => table.Find(id)!))
        {
            foreach (var model in provider.Models)
            {
                foreach (var tariff in model.EntryAt(at)?.Tariffs ?? [])
                {
                    var size = tariff.Above is { } above ? string.Create(CultureInfo.InvariantCulture, $" above {above:N0}") : string.Empty;
                    rows.TryAdd($"{provider.Id}/{model.Id}{size}", tariff.Rates);
                }
            }
        }

        return rows;
    }

    private static string Text(decimal? rate) => rate is { } usd ? string.Create(CultureInfo.InvariantCulture, $"${usd}") : "none";
}

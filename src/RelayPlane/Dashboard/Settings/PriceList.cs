using RelayPlane.Catalog;
using RelayPlane.Ledger;

namespace RelayPlane.Dashboard.Settings;

/// <summary>The prices in force of the models that were called lately, or of those that somebody looks for.</summary>
internal sealed class PriceList(PriceBook book, LedgerReader ledger)
{
    /// <summary>Whoever looks for more writes more of the name.</summary>
    public const int MostFound = 200;
    private static readonly TimeSpan s_lately = TimeSpan.FromDays(30);

    /// <param name="text">A part of the name, or of <c>provider/model</c>; null for what was called.</param>
    public PricesAnswer Answer(string? text, DateTimeOffset now)
    {
        var called = ledger.Query(new StatsQuery(now - s_lately, StatsGroup.Provider, StatsGroup.Model)).Rows
            .Where(row => row.Key is { First.Length: > 0, Second.Length: > 0 })
            .ToDictionary(row => (Provider: row.Key.First, Model: row.Key.Second!), row => row.Tally);
        var table = book.Downloaded ?? book.Table;
        var named = text is null ? called.Keys.ToList() : [.. called.Keys.Concat(Listed(table)).Where(name => $"{name.Provider}/{name.Model}".Contains(text, StringComparison.OrdinalIgnoreCase)).Distinct().Take(MostFound)];
        return new PricesAnswer(table.Date ?? "unknown", table.Licence ?? "unknown", [.. named.Select(name => Line(name.Provider, name.Model, now, called.GetValueOrDefault(name)))]);
    }

    private static IEnumerable<(string Provider, string Model)> Listed(PriceTable table) =>
        table.Providers.SelectMany(provider => table.Find(provider)!.Models.Select(model => (provider, model.Id)));

    private PriceLine Line(string provider, string model, DateTimeOffset now, Tally? tally)
    {
        var rates = book.List(provider, model, now, totalInput: 0)?.Rates;
        return new PriceLine(
            provider, model, rates?.Input, rates?.Output, rates?.CacheRead, rates?.CacheWrite5m, rates?.CacheWrite1h,
            rates is null ? null : book.Find(provider, model)?.Source, tally?.Requests ?? 0, tally?.Unpriced ?? 0);
    }
}

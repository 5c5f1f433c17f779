using System.Text.Json;

namespace RelayPlane.Catalog;

/// <summary>A price table from outside: in our schema or as the genai-prices project publishes it, held against what must be true of one.</summary>
/// <param name="Json">The table in our schema.</param>
/// <param name="Table">The same, read.</param>
/// <param name="Unknown">Rates that this program does not know and does not charge.</param>
internal sealed record PriceSource(byte[] Json, PriceTable Table, IReadOnlyCollection<string> Unknown)
{
    /// <summary>No model comes near it, and no count of tokens makes a sum of it that a decimal cannot hold.</summary>
    private const decimal MostRate = 1_000_000_000m;

    /// <summary>Reads all of it, so that nothing in it can fail later.</summary>
    /// <param name="json">The file.</param>
    /// <param name="date">Of what date it is, where it does not say itself.</param>
    /// <exception cref="JsonException">It is no price table, or one of its rows is wrong; the message says which.</exception>
    public static PriceSource Read(byte[] json, string date)
    {
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            var first = json.AsSpan().TrimStart("\uFEFF \t\r\n"u8);
            var own = first.StartsWith("["u8) ? GenaiPrices.Convert(json, date, unknown) : json;
            var table = PriceTable.Read(own);
            foreach (var provider in table.Providers)
            {
                Check(table.Find(provider)!);
            }

            return new PriceSource(own, table, unknown);
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new JsonException($"It is not a price table: {e.Message}", e);
        }
    }

    private static void Check(PricedProvider provider)
    {
        var bad =
            from model in provider.Models
            from entry in model.Entries
            from tariff in entry.Tariffs
            from one in PriceClasses.Tokens.Concat(PriceClasses.Units)
            let rate = one.Of(tariff.Rates)
            where rate is < 0 or > MostRate
            select $"{provider.Id}/{model.Id}: the rate {one.Name} is {(rate < 0 ? "negative" : "beyond belief")}";
        if (bad.FirstOrDefault() is { } wrong)
        {
            throw new JsonException(wrong);
        }
    }
}

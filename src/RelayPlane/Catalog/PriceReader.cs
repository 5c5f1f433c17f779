using System.Globalization;
using System.Text.Json;
using RelayPlane.Metering;

namespace RelayPlane.Catalog;

/// <summary>Reads the rows of a price table in our own schema (<c>"schema": 1</c>).</summary>
internal static class PriceReader
{
    private static readonly string[] s_timeForms = ["HH:mm:ss'Z'", "HH:mm:ss", "HH:mm'Z'", "HH:mm"];

    /// <exception cref="JsonException">A row is not as the schema says; the message names it.</exception>
    public static PricedProvider Provider(JsonElement provider, string? date)
    {
        var id = Text(provider, "id") ?? throw new JsonException("A provider has no id.");
        return new PricedProvider(
            id,
            Text(provider, "api_pattern"),
            [.. Items(provider, "fallback_providers").Select(name => name.GetString()!)],
            [.. Items(provider, "models").Select(model => Model(id, model, date))]);
    }

    private static PricedModel Model(string provider, JsonElement model, string? date)
    {
        var id = Text(model, "id") ?? throw new JsonException($"A model of {provider} has no id.");
        try
        {
            var source = Text(model, "source");
            return new PricedModel(
                id,
                PriceRule.Read(model.GetProperty("match")),
                [.. Items(model, "prices").Select(entry => Entry(entry, new Tariff(provider, id, new Rates(0, null, null, null, null), null, null, source, date)))],
                Number(model, "max_output"),
                source)
            {
                ContextWindow = Number(model, "context_window"),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new JsonException($"{provider}/{id}: {e.Message}", e);
        }
    }

    private static PriceEntry Entry(JsonElement entry, Tariff empty)
    {
        DateOnly? from = Text(entry, "effective_from") is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        var hours = Text(entry, "utc_from") is { } start && Text(entry, "utc_to") is { } end ? (Time(start), Time(end)) : ((TimeOnly, TimeOnly)?)null;
        var (searches, requests, others) = Units(entry);
        var tariffs = new List<Tariff>();
        if (Read(entry.GetProperty("rates"), isFree: !others) is { } rates)
        {
            tariffs.Add(empty with { From = from, Rates = rates with { WebSearches = searches, Requests = requests } });
        }

        foreach (var tier in Items(entry, "context_tiers").OrderBy(tier => tier.GetProperty("input_tokens_gt").GetInt64()))
        {
            if (Read(tier.GetProperty("rates"), isFree: false) is { } above)
            {
                tariffs.Add(empty with { From = from, Above = tier.GetProperty("input_tokens_gt").GetInt64(), Rates = above with { WebSearches = searches, Requests = requests } });
            }
        }

        return new PriceEntry(from, hours, tariffs);
    }

    /// <summary>A row without any rate is free where it charges for nothing else (the tables leave zeros out), and has no price by tokens where it does.</summary>
    private static Rates? Read(JsonElement rates, bool isFree)
    {
        var input = Rate(rates, "input");
        if (input is null)
        {
            return isFree && !rates.EnumerateObject().Any() ? new Rates(0, null, null, null, 0) : null;
        }

        return new Rates(input.Value, Rate(rates, "cache_read"), Rate(rates, "cache_write_5m"), Rate(rates, "cache_write_1h"), Rate(rates, "output"))
        {
            InputAudio = Rate(rates, "input_audio"),
            CacheReadAudio = Rate(rates, "cache_read_audio"),
            OutputAudio = Rate(rates, "output_audio"),
            Reasoning = Rate(rates, "reasoning"),
        };
    }

    private static (decimal? Searches, decimal? Requests, bool Others) Units(JsonElement entry)
    {
        if (!entry.TryGetProperty("other_units", out var units))
        {
            return (null, null, false);
        }

        var (searches, requests) = (Rate(units, "web_searches_kcount"), Rate(units, "requests_kcount"));
        return (searches, requests, units.EnumerateObject().Any());
    }

    private static decimal? Rate(JsonElement rates, string name) => rates.TryGetProperty(name, out var rate) ? rate.GetDecimal() : null;

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, s_timeForms, CultureInfo.InvariantCulture);

    private static long? Number(JsonElement value, string name) => value.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetInt64() : null;

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static IEnumerable<JsonElement> Items(JsonElement value, string name) =>
        value.TryGetProperty(name, out var list) ? list.EnumerateArray() : Enumerable.Empty<JsonElement>();
}

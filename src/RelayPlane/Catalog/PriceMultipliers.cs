using System.Text.Json;
using RelayPlane.Metering;

namespace RelayPlane.Catalog;

/// <summary>What batch, flex, priority, fast and regional traffic cost in terms of the list price: <c>multipliers.json</c>, by what the reply says of itself.</summary>
internal static class PriceMultipliers
{
    /// <summary>Words that say that the list price holds.</summary>
    private static readonly string[] s_plain =
        ["standard", "default", "auto", "on_demand", "standard_only", "service_tier_standard", "global", "not_available", "unspecified", "traffic_type_unspecified", "service_tier_unspecified"];

    private static readonly Lazy<IReadOnlyList<MultiplierRow>> s_rows = new(Read);

    /// <summary>All that holds for a reply; a word that nobody knows leaves the rates as they are and is told.</summary>
    public static Multipliers Of(Tariff tariff, RateModifiers modifiers)
    {
        var found = new List<(string Cause, decimal Times)>();
        var known = Add(found, tariff, "service_tier", modifiers.ServiceTier)
            & Add(found, tariff, "speed", modifiers.Speed)
            & Add(found, tariff, "inference_geo", modifiers.Geo);
        return new Multipliers(found.Aggregate(1m, (all, one) => all * one.Times), known, found);
    }

    private static bool Add(List<(string Cause, decimal Times)> found, Tariff tariff, string by, string? word)
    {
        if (string.IsNullOrEmpty(word) || s_plain.Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            return true;
        }

        foreach (var row in s_rows.Value)
        {
            if (row.By == by && row.Words.Contains(word, StringComparer.OrdinalIgnoreCase) && row.Providers.Contains(tariff.Provider, StringComparer.OrdinalIgnoreCase)
                && Wildcard.MatchesAny(row.Models, tariff.Model))
            {
                if (row.Times != 1m)
                {
                    found.Add(($"{by}={row.Words[0]}", row.Times));
                }

                return true;
            }
        }

        return false;
    }

    private static List<MultiplierRow> Read()
    {
        using var file = Embedded.Open("multipliers.json");
        return JsonSerializer.Deserialize(file, CatalogJson.Default.ListMultiplierRow)!;
    }
}

/// <summary>What multiplies a tariff.</summary>
/// <param name="Times">All of them together.</param>
/// <param name="Known">False where the reply says something whose effect is unknown.</param>
/// <param name="Causes">Each, with what the reply said: <c>service_tier=batch</c>.</param>
internal sealed record Multipliers(decimal Times, bool Known, IReadOnlyList<(string Cause, decimal Times)> Causes);

/// <summary>A row of <c>multipliers.json</c>.</summary>
/// <param name="By">What of the reply says it: <c>service_tier</c>, <c>speed</c> or <c>inference_geo</c>.</param>
/// <param name="Words">What it says; the first is the usual word.</param>
/// <param name="Providers">Ids of the price table.</param>
/// <param name="Times">What all token rates are multiplied by.</param>
/// <param name="Source">Where this is said.</param>
/// <param name="Models">The table's rows that it holds for, <c>*</c> for anything; null for all.</param>
internal sealed record MultiplierRow(string By, IReadOnlyList<string> Words, IReadOnlyList<string> Providers, decimal Times, string Source, IReadOnlyList<string>? Models = null);

using System.Text;
using System.Text.Json;
using RelayPlane.Metering;

namespace RelayPlane.Catalog;

/// <summary>
/// Writes by what an attempt was priced, as one line of JSON in the table's own words:
/// <c>{ "provider", "model", "effective_from"?, "input_tokens_gt"?, "rates": {…}, "other_units"?: {…}, "times"?: { "service_tier=batch": 0.5 }, "source"?, "table"? }</c>.
/// Rates are before multipliers.
/// </summary>
internal static class PriceBasis
{
    public static string Write(Tariff tariff, IReadOnlyList<(string Cause, decimal Times)> multipliers)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("provider", tariff.Provider);
            json.WriteString("model", tariff.Model);
            if (tariff.From is { } from)
            {
                json.WriteString("effective_from", from.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            }

            if (tariff.Above is { } above)
            {
                json.WriteNumber("input_tokens_gt", above);
            }

            Amounts(json, "rates", PriceClasses.Tokens, tariff.Rates);
            if (PriceClasses.Units.Any(unit => unit.Of(tariff.Rates) is not null))
            {
                Amounts(json, "other_units", PriceClasses.Units, tariff.Rates);
            }

            if (multipliers.Count > 0)
            {
                json.WriteStartObject("times");
                foreach (var (cause, times) in multipliers)
                {
                    json.WriteNumber(cause, times);
                }

                json.WriteEndObject();
            }

            Text(json, "source", tariff.Source);
            Text(json, "table", tariff.Table);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static void Amounts(Utf8JsonWriter json, string name, IReadOnlyList<PriceClass> classes, Rates rates)
    {
        json.WriteStartObject(name);
        foreach (var one in classes)
        {
            if (one.Of(rates) is { } rate)
            {
                json.WriteNumber(one.Name, rate);
            }
        }

        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }
}

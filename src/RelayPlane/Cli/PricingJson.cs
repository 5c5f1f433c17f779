using System.Globalization;
using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;

namespace RelayPlane.Cli;

/// <summary>A model's price for a program: each tariff as the ledger keeps it, and whether it is in force.</summary>
internal static class PricingJson
{
    public static string Write(PricedModel model, DateTimeOffset at, PriceTable table)
    {
        var active = model.EntryAt(at);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("model", model.Id);
            if (model.MaxOutput is { } most)
            {
                json.WriteNumber("max_output", most);
            }

            json.WriteString("source", model.Source);
            json.WriteString("table", table.Date);
            json.WriteString("licence", table.Licence);
            json.WriteStartArray("tariffs");
            foreach (var entry in model.Entries)
            {
                foreach (var tariff in entry.Tariffs)
                {
                    json.WriteStartObject();
                    json.WriteBoolean("in_force", entry == active);
                    if (entry.Hours is var (from, to))
                    {
                        json.WriteString("utc_from", from.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
                        json.WriteString("utc_to", to.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
                    }

                    json.WritePropertyName("basis");
                    json.WriteRawValue(tariff.Basis);
                    json.WriteEndObject();
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}

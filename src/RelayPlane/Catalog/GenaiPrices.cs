using System.Text.Json;

namespace RelayPlane.Catalog;

/// <summary>
/// Writes the table that the genai-prices project publishes (version 2: a list of providers, rates such as <c>input_mtok</c> that are a number or
/// <c>{ "base", "tiers": [ { "start", "price" } ] }</c>) in our own schema.
/// </summary>
internal static class GenaiPrices
{
    private static readonly Dictionary<string, string> s_rates = new()
    {
        ["input_mtok"] = "input", ["input_text_mtok"] = "input", ["output_mtok"] = "output", ["output_text_mtok"] = "output",
        ["cache_read_mtok"] = "cache_read", ["cache_text_read_mtok"] = "cache_read",
        ["cache_write_mtok"] = "cache_write_5m", ["cache_write_5m_mtok"] = "cache_write_5m", ["cache_text_write_mtok"] = "cache_write_5m",
        ["cache_text_write_5m_mtok"] = "cache_write_5m", ["cache_write_1h_mtok"] = "cache_write_1h", ["cache_text_write_1h_mtok"] = "cache_write_1h",
        ["input_audio_mtok"] = "input_audio", ["cache_audio_read_mtok"] = "cache_read_audio", ["output_audio_mtok"] = "output_audio",
        ["output_reasoning_mtok"] = "reasoning", ["reasoning_mtok"] = "reasoning",
    };

    /// <summary>What is neither text, audio nor a cache of them: kept, and not priced by tokens.</summary>
    private static readonly string[] s_units =
        ["_kcount", "_hours", "_kpages", "image_mtok", "video_mtok", "citation_mtok", "image_read_mtok", "image_write_mtok", "write_5m_mtok", "write_1h_mtok", "write_mtok"];

    /// <param name="json">The published file.</param>
    /// <param name="date">Of what date it is; the file does not say.</param>
    /// <param name="unknown">Gets the names of rates that this does not know.</param>
    /// <exception cref="JsonException">It is no such file.</exception>
    public static byte[] Convert(ReadOnlyMemory<byte> json, string date, ISet<string> unknown)
    {
        using var file = JsonDocument.Parse(json);
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteNumber("schema", 1);
            writer.WriteString("data_date", date);
            writer.WriteString("licence", "Derived from @pydantic/genai-prices (MIT, © Pydantic Services Inc. 2025 to present).");
            writer.WriteStartArray("providers");
            foreach (var provider in file.RootElement.EnumerateArray())
            {
                Provider(writer, provider, unknown);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void Provider(Utf8JsonWriter writer, JsonElement provider, ISet<string> unknown)
    {
        writer.WriteStartObject();
        Copy(writer, provider, "id", "id");
        Copy(writer, provider, "name", "name");
        Copy(writer, provider, "api_pattern", "api_pattern");
        Copy(writer, provider, "fallback_model_providers", "fallback_providers");
        writer.WriteStartArray("models");
        foreach (var model in provider.GetProperty("models").EnumerateArray())
        {
            writer.WriteStartObject();
            Copy(writer, model, "id", "id");
            Copy(writer, model, "match", "match");
            Copy(writer, model, "context_window", "context_window");
            writer.WriteStartArray("prices");
            var prices = model.GetProperty("prices");
            foreach (var entry in prices.ValueKind == JsonValueKind.Array ? [.. prices.EnumerateArray()] : new[] { prices })
            {
                Entry(writer, entry, unknown);
            }

            writer.WriteEndArray();
            writer.WriteString("source", "@pydantic/genai-prices");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Entry(Utf8JsonWriter writer, JsonElement entry, ISet<string> unknown)
    {
        writer.WriteStartObject();
        if (entry.TryGetProperty("constraint", out var constraint) && constraint.ValueKind == JsonValueKind.Object)
        {
            Copy(writer, constraint, "start_date", "effective_from");
            Copy(writer, constraint, "start_time", "utc_from");
            Copy(writer, constraint, "end_time", "utc_to");
        }

        var prices = entry.TryGetProperty("prices", out var within) ? within : entry;
        var rates = new OrderedDictionary<string, JsonElement>();
        var units = new OrderedDictionary<string, JsonElement>();
        foreach (var price in prices.EnumerateObject().Where(price => price.Value.ValueKind is JsonValueKind.Number or JsonValueKind.Object))
        {
            if (s_rates.TryGetValue(price.Name, out var name))
            {
                rates[name] = price.Value;
                continue;
            }

            units[price.Name] = price.Value;
            if (!s_units.Any(unit => price.Name.EndsWith(unit, StringComparison.Ordinal)))
            {
                unknown.Add(price.Name);
            }
        }

        Amounts(writer, "rates", rates, above: -1);
        if (units.Count > 0)
        {
            Amounts(writer, "other_units", units, above: -1);
        }

        var starts = rates.Values.SelectMany(Tiers).Select(tier => tier.GetProperty("start").GetInt64()).Distinct().Order().ToList();
        if (starts.Count > 0)
        {
            writer.WriteStartArray("context_tiers");
            foreach (var start in starts)
            {
                writer.WriteStartObject();
                writer.WriteNumber("input_tokens_gt", start);
                Amounts(writer, "rates", rates, start);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>What holds for a request with more input than that; -1 for the base.</summary>
    private static void Amounts(Utf8JsonWriter writer, string name, OrderedDictionary<string, JsonElement> rates, long above)
    {
        writer.WriteStartObject(name);
        foreach (var (key, rate) in rates)
        {
            var amount = rate.ValueKind == JsonValueKind.Number ? rate : rate.GetProperty("base");
            foreach (var tier in Tiers(rate).Where(tier => tier.GetProperty("start").GetInt64() <= above).OrderBy(tier => tier.GetProperty("start").GetInt64()))
            {
                amount = tier.GetProperty("price");
            }

            writer.WritePropertyName(key);
            writer.WriteNumberValue(amount.GetDecimal());
        }

        writer.WriteEndObject();
    }

    private static IEnumerable<JsonElement> Tiers(JsonElement rate) =>
        rate.ValueKind == JsonValueKind.Object && rate.TryGetProperty("tiers", out var tiers) ? tiers.EnumerateArray() : Enumerable.Empty<JsonElement>();

    private static void Copy(Utf8JsonWriter writer, JsonElement from, string name, string to)
    {
        if (from.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
        {
            writer.WritePropertyName(to);
            value.WriteTo(writer);
        }
    }
}

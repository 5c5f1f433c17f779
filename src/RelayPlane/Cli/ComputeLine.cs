using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Metering;

namespace RelayPlane.Cli;

/// <summary>Prices one line of <c>pricing compute</c>. A line that cannot be read is answered as well, with an error and no cost.</summary>
internal sealed class ComputeLine(PriceBook book, TimeProvider clock)
{
    /// <summary>Writes the answer and a line feed; nothing for an empty line.</summary>
    public void Answer(ReadOnlyMemory<byte> line, Stream answers)
    {
        if (line.Span.Trim("\uFEFF \t\r"u8).IsEmpty)
        {
            return;
        }

        using (var json = new Utf8JsonWriter(answers))
        {
            Answer(line, json);
        }

        answers.WriteByte((byte)'\n');
    }

    private void Answer(ReadOnlyMemory<byte> line, Utf8JsonWriter json)
    {
        try
        {
            using var asked = JsonDocument.Parse(line.Span.StartsWith("\uFEFF"u8) ? line[3..] : line);
            if (asked.RootElement.ValueKind != JsonValueKind.Object)
            {
                Write(json, default, Quote.Unpriced, "the line is not a JSON object");
                return;
            }

            var quote = Price(asked.RootElement, out var error);
            Write(json, asked.RootElement.TryGetProperty("id", out var id) ? id : default, quote, error);
        }
        catch (JsonException e)
        {
            Write(json, default, Quote.Unpriced, $"this is not JSON: {e.Message.Split(". LineNumber")[0]}");
        }
    }

    private Quote Price(JsonElement asked, out string? error)
    {
        error = null;
        if (Text(asked, "provider") is not { } provider || Text(asked, "model") is not { } model)
        {
            error = "provider and model are needed, as texts";
        }
        else if (Text(asked, "wire") is not { } wire || !UsageOf.Wires.Contains(wire))
        {
            error = $"wire is one of {string.Join(", ", UsageOf.Wires)}";
        }
        else if (At(asked) is not { } at)
        {
            error = "at is not a time such as 2026-11-01T12:00:00Z";
        }
        else if (!asked.TryGetProperty("usage", out var raw) || UsageOf.Read(wire, JsonMarshal.GetRawUtf8Value(raw)) is not { } usage)
        {
            error = "usage has no counts of that wire format";
        }
        else
        {
            return book.Price(provider, Text(asked, "model_returned"), model, at, usage, Modifiers(asked, raw));
        }

        return Quote.Unpriced;
    }

    /// <summary>Where the usage does not say it, the line may: most formats report their tier beside the usage.</summary>
    private static RateModifiers Modifiers(JsonElement asked, JsonElement usage)
    {
        var within = UsageOf.Modifiers(JsonMarshal.GetRawUtf8Value(usage));
        return new RateModifiers(within.ServiceTier ?? Text(asked, "service_tier"), within.Speed ?? Text(asked, "speed"), within.Geo ?? Text(asked, "inference_geo"));
    }

    private DateTimeOffset? At(JsonElement asked) =>
        !asked.TryGetProperty("at", out _) ? clock.GetUtcNow()
        : DateTimeOffset.TryParse(Text(asked, "at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : null;

    /// <summary>Null where it is absent, empty or no valid text.</summary>
    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var text) ? JsonText.OrNull(JsonMarshal.GetRawUtf8Value(text)) : null;

    private static void Write(Utf8JsonWriter json, JsonElement id, Quote quote, string? error)
    {
        json.WriteStartObject();
        json.WritePropertyName("id");
        if (id.ValueKind == JsonValueKind.Undefined)
        {
            json.WriteNullValue();
        }
        else
        {
            // As it stands: it may be no valid text.
            json.WriteRawValue(JsonMarshal.GetRawUtf8Value(id), skipInputValidation: true);
        }

        json.WriteString("status", quote.Status switch
        {
            PriceStatus.Priced => "priced",
            PriceStatus.Estimated => "estimated",
            _ => "unpriced",
        });
        if (quote.Cost is { } cost)
        {
            json.WriteNumber("cost_usd", cost.Usd);
        }
        else
        {
            json.WriteNull("cost_usd");
        }

        json.WriteString("matched_provider", quote.Provider);
        json.WriteString("matched_model", quote.Model);
        if (error is not null)
        {
            json.WriteString("error", error);
        }

        json.WriteEndObject();
    }
}

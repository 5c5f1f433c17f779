using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Text.Json;

namespace RelayPlane.Catalog;

/// <summary>
/// One price table: who charges what. Opening it finds where each provider stands in it; a provider's rows are read when it is first asked for, so that
/// a start does not pay for 1,700 models of which a few are used.
/// </summary>
internal sealed class PriceTable
{
    private readonly FrozenDictionary<string, ReadOnlyMemory<byte>> _texts;
    private readonly ConcurrentDictionary<string, PricedProvider> _providers = new(StringComparer.OrdinalIgnoreCase);

    private PriceTable(FrozenDictionary<string, ReadOnlyMemory<byte>> texts, IReadOnlyList<string> names, string? date, string? licence) =>
        (_texts, Providers, Date, Licence) = (texts, names, date, licence);

    /// <summary>The ids of its providers, in file order.</summary>
    public IReadOnlyList<string> Providers { get; }

    /// <summary>Of what date its rates are, in its own words.</summary>
    public string? Date { get; }

    /// <summary>Where its data comes from, and under which licence.</summary>
    public string? Licence { get; }

    /// <summary>The table that is built in: <c>prices.json.gz</c>.</summary>
    public static PriceTable Embedded()
    {
        using var packed = new GZipStream(Catalog.Embedded.Open("prices.json.gz"), CompressionMode.Decompress);
        using var plain = new MemoryStream(512 << 10);
        packed.CopyTo(plain);
        return Read(plain.GetBuffer().AsMemory(0, (int)plain.Length));
    }

    /// <summary>What the table that is built in does not know yet: <c>price-overlay.json</c>. Its rows come before the table's.</summary>
    public static PriceTable Overlay()
    {
        using var plain = new MemoryStream();
        using var file = Catalog.Embedded.Open("price-overlay.json");
        file.CopyTo(plain);
        return Read(plain.GetBuffer().AsMemory(0, (int)plain.Length));
    }

    /// <summary>Reads a table in our own schema: <c>{ "schema": 1, "data_date", "licence", "providers": [ { "id", "models": […] } ] }</c>.</summary>
    /// <param name="json">Kept, and read from as long as the table lives.</param>
    /// <exception cref="JsonException">It is no such table.</exception>
    public static PriceTable Read(ReadOnlyMemory<byte> json)
    {
        json = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
        var texts = new OrderedDictionary<string, ReadOnlyMemory<byte>>(StringComparer.OrdinalIgnoreCase);
        var (schema, date, licence) = (0, (string?)null, (string?)null);
        var reader = new Utf8JsonReader(json.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("It is not a price table: a JSON object is expected.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "schema":
                    schema = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) ? number : 0;
                    break;
                case "data_date":
                    date = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                    break;
                case "licence":
                    licence = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                    break;
                case "providers":
                    Index(ref reader, json, texts);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return schema == 1
            ? new PriceTable(texts.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase), [.. texts.Keys], date, licence)
            : throw new JsonException("It is not a price table of schema 1.");
    }

    /// <summary>Null where the table has no such provider.</summary>
    public PricedProvider? Find(string provider)
    {
        if (_providers.TryGetValue(provider, out var known))
        {
            return known;
        }

        if (!_texts.TryGetValue(provider, out var text))
        {
            return null;
        }

        using var document = JsonDocument.Parse(text);
        return _providers.GetOrAdd(provider, PriceReader.Provider(document.RootElement, Date));
    }

    /// <summary>Notes where each provider stands in the text.</summary>
    private static void Index(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, OrderedDictionary<string, ReadOnlyMemory<byte>> texts)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("The table's providers are not a list.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var start = (int)reader.TokenStartIndex;
            string? id = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isId = reader.ValueTextEquals("id"u8);
                reader.Read();
                if (isId && reader.TokenType == JsonTokenType.String)
                {
                    id = reader.GetString();
                }

                reader.Skip();
            }

            if (id is null || !texts.TryAdd(id, json[start..(int)reader.BytesConsumed]))
            {
                throw new JsonException(id is null ? "A provider has no id." : $"The provider {id} is there twice.");
            }
        }
    }
}

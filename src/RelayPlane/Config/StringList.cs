using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RelayPlane.Config;

/// <summary>One string, or a list of them, as people write either.</summary>
[JsonConverter(typeof(StringListConverter))]
internal sealed class StringList(IReadOnlyList<string> items) : IReadOnlyList<string>
{
    public int Count => items.Count;

    public string this[int index] => items[index];

    public IEnumerator<string> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Reads a string as a list of one.</summary>
    internal sealed class StringListConverter : JsonConverter<StringList>
    {
        public override StringList? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                return new StringList([reader.GetString()!]);
            }

            using var list = JsonDocument.ParseValue(ref reader);
            return new StringList([.. list.RootElement.EnumerateArray().Select(item => item.GetString()!)]);
        }

        public override void Write(Utf8JsonWriter writer, StringList value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var item in value)
            {
                writer.WriteStringValue(item);
            }

            writer.WriteEndArray();
        }
    }
}

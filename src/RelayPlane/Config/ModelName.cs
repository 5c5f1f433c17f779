using System.Text.Json;
using System.Text.Json.Serialization;

namespace RelayPlane.Config;

/// <summary>A target as written: <c>model</c>, <c>provider/model</c>, or <c>{ "provider", "model" }</c>, which becomes <c>provider/model</c>.</summary>
[JsonConverter(typeof(ModelNameConverter))]
internal sealed record ModelName(string Text)
{
    public override string ToString() => Text;

    /// <summary>Reads either form.</summary>
    internal sealed class ModelNameConverter : JsonConverter<ModelName>
    {
        public override ModelName? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                return new ModelName(reader.GetString()!);
            }

            // The schema has found what is wrong with a pair that lacks its model; here it is nothing.
            using var pair = JsonDocument.ParseValue(ref reader);
            return (Part(pair, "provider"), Part(pair, "model")) switch
            {
                (_, null) => null,
                (null, var model) => new ModelName(model),
                var (provider, model) => new ModelName($"{provider}/{model}"),
            };
        }

        public override void Write(Utf8JsonWriter writer, ModelName value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);

        private static string? Part(JsonDocument pair, string name) => pair.RootElement.TryGetProperty(name, out var part) ? part.GetString() : null;
    }
}

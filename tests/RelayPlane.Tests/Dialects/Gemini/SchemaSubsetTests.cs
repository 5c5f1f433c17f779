using System.Buffers;
using System.Text.Json;
using CsCheck;
using RelayPlane.Dialects.Gemini;
using RelayPlane.Dialects.Neutral;
using Xunit;

namespace RelayPlane.Tests.Dialects.Gemini;

/// <summary>What a JSON Schema becomes where only Gemini's own schema is taken.</summary>
public sealed class SchemaSubsetTests
{
    private static readonly HashSet<string> s_allowed =
    [
        "type", "format", "title", "description", "nullable", "default", "example", "enum", "items", "properties", "required", "propertyOrdering", "anyOf",
        "minItems", "maxItems", "minProperties", "maxProperties", "minLength", "maxLength", "pattern", "minimum", "maximum",
    ];

    [Theory]
    [InlineData("""{"type":["string","null"],"$schema":"x","const":"a"}""", """{"type":"STRING","nullable":true,"enum":["a"]}""")]
    [InlineData("""{"type":"integer","enum":[1,2,null]}""", """{"type":"STRING","nullable":true,"enum":["1","2"]}""")]
    [InlineData("""{"type":"integer","exclusiveMinimum":0,"exclusiveMaximum":10,"multipleOf":2}""", """{"type":"INTEGER","minimum":1,"maximum":9}""")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"number"},{"type":"null"}]}""", """{"nullable":true,"anyOf":[{"type":"STRING"},{"type":"NUMBER"}]}""")]
    [InlineData("""{"type":["string","integer"]}""", """{"anyOf":[{"type":"STRING"},{"type":"INTEGER"}]}""")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", """{"type":"STRING","nullable":true}""")]
    [InlineData("""{"allOf":[{"properties":{"a":{"type":"string"}},"required":["a"]},{"properties":{"b":{"$ref":"#/$defs/n"}},"required":["b","c"]}],"$defs":{"n":{"type":"number"}}}""",
        """{"type":"OBJECT","properties":{"a":{"type":"STRING"},"b":{"type":"NUMBER"}},"required":["a","b"]}""")]
    [InlineData("""{"type":"object","properties":{"next":{"$ref":"#"}},"additionalProperties":false}""", """{"type":"OBJECT","properties":{"next":{"type":"OBJECT","properties":{"next":{"type":"OBJECT"}}}}}""")]
    [InlineData("""{"type":"array"}""", """{"type":"ARRAY","items":{"type":"STRING"}}""")]
    [Trait("bug", "B42")]
    public void A_schema_is_said_in_the_words_that_gemini_knows(string schema, string expected) => Assert.Equal(expected, Write(schema));

    [Fact]
    [Trait("bug", "B42")]
    public void Whatever_the_schema_only_known_words_are_left()
    {
        string[] known =
        [
            "\"type\":\"string\"", "\"type\":[\"array\",\"null\"]", "\"$ref\":\"#/$defs/a\"", "\"not\":{}", "\"const\":1", "\"uniqueItems\":true", "\"examples\":[1]",
            "\"patternProperties\":{}", "\"properties\":{\"p\":@}", "\"items\":@", "\"oneOf\":[@,@]", "\"allOf\":[@]", "\"additionalProperties\":@", "\"if\":@", "\"exclusiveMinimum\":3",
        ];
        var words = Gen.Int[0, known.Length - 1].Select(at => known[at]);
        words.Array[1, 4].Array[1, 12].Sample(levels =>
        {
            var schema = "@";
            foreach (var level in levels)
            {
                schema = schema.Length > 4000 ? schema : schema.Replace("@", $"{{{string.Join(",", level.DistinctBy(word => word[..5]))}}}", StringComparison.Ordinal);
            }

            schema = schema.Replace("@", "{\"type\":\"number\"}", StringComparison.Ordinal);
            using var written = JsonDocument.Parse(Write($$"""{"allOf":[{{schema}}],"$defs":{"a":{"properties":{"r":{"$ref":"#/$defs/a"} } } } }"""));
            Look(written.RootElement);
        }, iter: 300);
    }

    [Fact]
    public void Geminis_own_schema_becomes_json_schema()
    {
        var schema = JsonDocument.Parse("""{"type":"OBJECT","properties":{"type":{"type":"STRING","nullable":true,"maxLength":"5"}},"propertyOrdering":["type"],"required":["type"]}""").RootElement;
        Assert.Equal("""{"type":"object","properties":{"type":{"type":["string","null"],"maxLength":5}},"required":["type"]}""", OpenApiSchema.ToJsonSchema(schema).GetRawText());
    }

    private static void Look(JsonElement schema)
    {
        foreach (var member in schema.EnumerateObject())
        {
            Assert.Contains(member.Name, s_allowed);
            var inner = member.Name switch
            {
                "properties" => member.Value.EnumerateObject().Select(property => property.Value),
                "items" => [member.Value],
                "anyOf" => member.Value.EnumerateArray(),
                _ => [],
            };
            foreach (var one in inner)
            {
                Look(one);
            }
        }
    }

    private static string Write(string schema)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, NeutralJson.Readable))
        {
            new SchemaSubset(JsonDocument.Parse(schema).RootElement).Write(json);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

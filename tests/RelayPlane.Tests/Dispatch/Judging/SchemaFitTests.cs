using System.Text.Json;
using RelayPlane.Dispatch.Judging;
using Xunit;

namespace RelayPlane.Tests.Dispatch.Judging;

public sealed class SchemaFitTests
{
    [Theory]
    [InlineData("""{}""", """{"a":1}""", true)]
    [InlineData("""true""", """1""", true)]
    [InlineData("""false""", """1""", false)]
    [InlineData("""{"type":"integer"}""", "3.0", true)]
    [InlineData("""{"type":"integer"}""", "3.5", false)]
    [InlineData("""{"type":"number"}""", "\"3\"", false)]
    [InlineData("""{"type":["string","null"]}""", "null", true)]
    [InlineData("""{"type":"STRING"}""", "\"a\"", true)]
    [InlineData("""{"type":"STRING","nullable":true}""", "null", true)]
    [InlineData("""{"type":"OBJECT","required":["a"]}""", "{}", false)]
    [InlineData("""{"type":"file"}""", "1", true)]
    [InlineData("""{"enum":["a",1]}""", "1.0", true)]
    [InlineData("""{"enum":["a",1]}""", "\"b\"", false)]
    [InlineData("""{"const":"a"}""", "\"b\"", false)]
    [InlineData("""{"type":"array","items":{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}}""", """[{"n":1},{"n":2}]""", true)]
    [InlineData("""{"type":"array","items":{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}}""", """[{"n":1},{}]""", false)]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"integer"}]}""", "true", false)]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"integer"}]}""", "1", true)]
    [InlineData("""{"allOf":[{"required":["a"]},{"required":["b"]}]}""", """{"a":1}""", false)]
    [InlineData("""{"properties":{"a":{"$ref":"#/$defs/A"}},"$defs":{"A":{"type":"string"}}}""", """{"a":1}""", false)]
    [InlineData("""{"properties":{"a":{"$ref":"#/$defs/B"}}}""", """{"a":1}""", true)]
    [InlineData("""{"$defs":{"N":{"properties":{"next":{"$ref":"#/$defs/N"},"v":{"type":"integer"}},"required":["v"]}},"$ref":"#/$defs/N"}""", """{"v":1,"next":{"v":2,"next":{}}}""", false)]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", """{"a":1}""", false)]
    [InlineData("""{"additionalProperties":false,"patternProperties":{"^x":{}}}""", """{"x1":1}""", true)]
    [InlineData("""{"additionalProperties":false}""", """{"a":1}""", false)]
    public void A_value_fits_or_breaks_its_schema(string schema, string value, bool fits)
    {
        using var wants = JsonDocument.Parse(schema);
        using var has = JsonDocument.Parse(value);
        Assert.Equal(fits, SchemaFit.Fits(wants.RootElement, has.RootElement));
    }

    [Fact]
    public void A_schema_that_refers_to_itself_comes_to_an_end()
    {
        using var loop = JsonDocument.Parse("""{"$ref":"#"}""");
        Assert.True(SchemaFit.Fits(loop.RootElement, loop.RootElement));
    }
}

using System.Text.Json;
using Xunit;

namespace RelayPlane.Tests.Dialects.Translation;

public sealed class SameJsonTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[1.0,"x"]}""", """{"b":[1,"x"],"a":1e0}""")]
    [InlineData("""{"a":"\u0041"}""", """{"a":"A"}""")]
    [InlineData("""{"n":null}""", """{}""")]
    public void Order_of_members_and_spelling_of_values_make_no_difference(string one, string other) => Assert.Null(Difference(one, other));

    [Theory]
    [InlineData("""{"a":1}""", """{"a":2}""")]
    [InlineData("""{"a":1}""", """{"a":"1"}""")]
    [InlineData("""{"a":true}""", """{"a":false}""")]
    [InlineData("""[1,2]""", """[2,1]""")]
    [InlineData("""{"a":"x"}""", """{"a":"x "}""")]
    [InlineData("""{"a":null}""", """{}""")]
    [InlineData("""{}""", """{"a":[]}""")]
    [InlineData("""{"a":12345678901234567890}""", """{"a":12345678901234567891}""")]
    public void Everything_else_does(string one, string other) => Assert.NotNull(Difference(one, other));

    private static string? Difference(string one, string other)
    {
        using var first = JsonDocument.Parse(one);
        using var second = JsonDocument.Parse(other);
        return SameJson.Difference(first.RootElement, second.RootElement, "n");
    }
}

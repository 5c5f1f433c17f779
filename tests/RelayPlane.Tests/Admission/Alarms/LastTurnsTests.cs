using System.Text;
using System.Text.Json;
using CsCheck;
using RelayPlane.Admission.Alarms;
using Xunit;

namespace RelayPlane.Tests.Admission.Alarms;

public sealed class LastTurnsTests
{
    [Theory]
    [InlineData("""[{"a":"x]},{["},{"b":[1,2]}]""", """{"b":[1,2]}""", """{"a":"x]},{["}""")]
    [InlineData("""[{"a":"\\\""}, {"b":"\\"} ]""", """ {"b":"\\"} """, """{"a":"\\\""}""")]
    [InlineData("""["one"]""", "\"one\"", "")]
    [InlineData("[]", "", "")]
    [InlineData("\"just text\"", "", "")]
    [InlineData("[", "", "")]
    public void The_last_two_are_found_from_the_end(string turns, string last, string before) => Assert.Equal((last, before), Read(turns));

    [Fact]
    public void Whatever_the_texts_hold_the_elements_are_cut_where_a_parser_cuts_them()
    {
        var text = Gen.String[Gen.Char["abc\"\\[]{},: \n"], 0, 12];
        Gen.Select(text, text).Array[2, 5].Sample(pairs =>
        {
            var turns = JsonSerializer.Serialize(pairs.Select(pair => new Dictionary<string, string[]> { [pair.Item1] = [pair.Item2] }));
            using var json = JsonDocument.Parse(turns);
            var elements = json.RootElement.EnumerateArray().Select(element => element.GetRawText()).ToArray();
            return Read(turns) == (elements[^1], elements[^2]);
        });
    }

    private static (string Last, string Before) Read(string turns)
    {
        var bytes = Encoding.UTF8.GetBytes(turns);
        var (last, before) = LastTurns.Of(bytes);
        return (Encoding.UTF8.GetString(bytes[last]), Encoding.UTF8.GetString(bytes[before]));
    }
}

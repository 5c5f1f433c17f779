using System.Text;
using System.Text.Json;
using RelayPlane.Config;
using Xunit;

namespace RelayPlane.Tests.Config;

public sealed class ConfigCutTests
{
    [Theory]
    [InlineData("{ \"a\": 1, \"b\": 2 }", "a", "{ \"b\": 2 }")]
    [InlineData("{ \"a\": 1, \"b\": 2 }", "b", "{ \"a\": 1 }")]
    [InlineData("{ \"a\": 1 }", "a", "{ }")]
    [InlineData("{\"a\":1}", "a", "{}")]
    [InlineData("{\n  \"a\": 1,\n  \"b\": 2\n}\n", "a", "{\n  \"b\": 2\n}\n")]
    [InlineData("{\n  \"a\": 1,\n  \"b\": 2\n}\n", "b", "{\n  \"a\": 1\n}\n")]
    [InlineData("{\n  \"a\": 1,\n  \"b\": 2,\n}\n", "b", "{\n  \"a\": 1,\n}\n")]
    [InlineData("{\r\n  \"a\": 1,\r\n  \"b\": 2\r\n}\r\n", "b", "{\r\n  \"a\": 1\r\n}\r\n")]
    [InlineData("{\n  // of a\n  \"a\": 1, // its own\n  // of b\n  \"b\": 2\n}", "a", "{\n  // of a\n  // of b\n  \"b\": 2\n}")]
    [InlineData("{\n  \"a\": 1, /* , } */\n  // of b, and }\n  \"b\": { \"x\": [1, 2] } // last\n}", "b", "{\n  \"a\": 1 /* , } */\n  // of b, and }\n}")]
    [InlineData("{\n  \"a\": {\n    \"x\": 1\n  },\n  \"b\": 2\n}", "a", "{\n  \"b\": 2\n}")]
    [InlineData("{\n  \"a\": 1 /* no comma yet */,\n  \"b\": 2\n}", "a", "{\n  \"b\": 2\n}")]
    [InlineData("{ \"s\": { \"a\": 1, \"b\": 2 }, \"t\": 3 }", "s.b", "{ \"s\": { \"a\": 1 }, \"t\": 3 }")]
    [InlineData("{ \"s\": { \"a\": 1 }, \"t\": 3 }", "s.a", "{ \"s\": { }, \"t\": 3 }")]
    [InlineData("{ \"a\": 1 }", "b", "{ \"a\": 1 }")]
    [InlineData("{ \"a\": 1 }", "a.b", "{ \"a\": 1 }")]
    [InlineData("{ \"é\": \"//\", \"b\": 2 }", "b", "{ \"é\": \"//\" }")]
    [InlineData("", "a", "")]
    public void A_key_is_taken_out_with_its_comma_and_its_line(string text, string path, string expected) =>
        Assert.Equal(expected, ConfigCut.Remove(text, path.Split('.')));

    [Fact]
    public void Whatever_is_taken_out_the_rest_is_the_same_json()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var keys = Enumerable.Range(0, random.Next(1, 6)).Select(key => $"k{key}").ToArray();
            var text = new StringBuilder(Pick("{", "{ ", "{\n", "{ // open\n"));
            foreach (var (index, key) in keys.Index())
            {
                text.Append(Pick("", "  ", "// before, }\n  ", "/* \"x\": 1, */ ")).Append($"\"{key}\":").Append(Pick("1", " \"a,}\"", "{ \"y\": [1, {}] }", " [\n1,\n2 ]", "null"));
                text.Append(Pick("", " ", " /* , */")).Append(index < keys.Length - 1 || random.Next(3) == 0 ? "," : "").Append(Pick("", " ", "\n", " // after, }\n"));
            }

            var whole = text.Append('}').ToString();
            var gone = keys[random.Next(keys.Length)];
            var left = Members(ConfigCut.Remove(whole, [gone]));
            Assert.Equal(Members(whole).Where(member => !member.StartsWith(gone, StringComparison.Ordinal)), left);
        }

        string Pick(params string[] of) => of[random.Next(of.Length)];
    }

    private static List<string> Members(string text)
    {
        using var json = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return [.. json.RootElement.EnumerateObject().Select(member => $"{member.Name}: {member.Value.GetRawText()}")];
    }
}

using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.Translation;
using Xunit;

namespace RelayPlane.Tests.Dialects.Neutral;

public sealed class WrappedCallsTests
{
    private const string Wrapper = """{"tool_uses":[{"recipient_name":"functions.look","parameters":{"at":1.0}},{"recipient_name":"functions.wait","parameters":{}}]}""";

    [Theory]
    [Trait("bug", "B52")]
    [InlineData(false)]
    [InlineData(true)]
    public void Calls_within_a_call_that_nobody_declared_are_calls_of_their_own(bool stream)
    {
        var message = Answered(stream, ["look", "wait"]);
        var uses = message.GetProperty("content").EnumerateArray().Where(block => block.Text("type") == "tool_use").ToList();
        Assert.Equal(["look", "wait"], uses.Select(use => use.Text("name")));
        Assert.Equal("""{"at":1.0}""", uses[0].GetProperty("input").GetRawText());
        Assert.Equal(2, uses.Select(use => use.Text("id")).Distinct().Count());
        Assert.Equal("tool_use", message.Text("stop_reason"));
    }

    [Theory]
    [InlineData("look")]
    [InlineData("look wait parallel")]
    public void It_stays_as_it_is_where_it_is_declared_or_names_what_is_not(string declared)
    {
        var use = Assert.Single(Answered(true, declared.Split(' ')).GetProperty("content").EnumerateArray(), block => block.Text("type") == "tool_use");
        Assert.Equal("parallel", use.Text("name"));
        Assert.True(use.GetProperty("input").TryGetProperty("tool_uses", out _));
    }

    private static JsonElement Answered(bool stream, IEnumerable<string> declared)
    {
        var sent = new EncodeFor("openai", "gpt-5.4", ModelTraits.Newest) { Declared = declared.ToHashSet(), Stream = stream };
        var context = new ReplyContext("abc", "gpt-5.4", DateTimeOffset.UnixEpoch);
        var translation = new ReplyTranslation(Formats.Client(WireFormat.Messages)!, Formats.Target(WireFormat.Chat), sent, context, stream, asked: false);
        var arguments = JsonSerializer.Serialize(Wrapper);
        var call = $$"""{"index":0,"id":"call_1","type":"function","function":{"name":"parallel","arguments":{{arguments}} } }""";
        translation.Write(Encoding.UTF8.GetBytes(stream
            ? $"data: {{\"id\":\"c\",\"model\":\"m\",\"choices\":[{{\"index\":0,\"delta\":{{\"role\":\"assistant\",\"tool_calls\":[{call}]}}}}]}}\n\ndata: {{\"choices\":[{{\"index\":0,\"delta\":{{}},\"finish_reason\":\"tool_calls\"}}]}}\n\ndata: [DONE]\n\n"
            : $"{{\"id\":\"c\",\"model\":\"m\",\"choices\":[{{\"index\":0,\"message\":{{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{call}]}},\"finish_reason\":\"tool_calls\"}}]}}"));
        using var reply = JsonDocument.Parse(translation.End());
        return reply.RootElement.Clone();
    }
}

using System.Text;
using System.Text.Json.Nodes;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Mending;
using Xunit;

namespace RelayPlane.Tests.Dialects.Mending;

public sealed class ChatMendingTests
{
    [Fact]
    public void What_needs_no_mending_is_the_very_bytes()
    {
        ReadOnlyMemory<byte> body = """{ "model":"m" , "max_tokens" : 5, "temperature":0.50, "messages":[{"role":"user","content":"Hi"}]}"""u8.ToArray();
        var mended = new ChatMending(ModelTraits.Newest, takesIncludeUsage: true).Apply(body);
        Assert.True(mended.Body.Equals(body));
        Assert.Empty(mended.Dropped);
    }

    [Theory]
    [InlineData("mistral", "mistral-large", """{"model":"m","max_completion_tokens":9,"seed":1,"stream_options":{"include_usage":true},"messages":[]}""", """{"model":"m","max_tokens":9,"messages":[]}""", "seed")]
    [InlineData("groq", "llama", """{"seed":1,"max_tokens":9,"logit_bias":{"1":2},"model":"m"}""", """{"seed":1,"max_completion_tokens":9,"model":"m"}""", "logit_bias")]
    [InlineData("deepseek", "deepseek-chat", """{"messages":[{"role":"developer","content":"Be terse."}],"user":"u"}""", """{"messages":[{"role":"system","content":"Be terse."}]}""", "user")]
    [InlineData("deepseek", "deepseek-reasoner", """{"messages":[{"role":"assistant","content":"a","reasoning_content":"t"}]}""", """{"messages":[{"role":"assistant","content":"a"}]}""", "messages.reasoning_content")]
    [InlineData("deepseek", "deepseek-v4", """{"messages":[{"role":"assistant","content":"a"}]}""", """{"messages":[{"role":"assistant","content":"a","reasoning_content":""}]}""", "")]
    [InlineData("xai", "grok-3-mini", """{"reasoning_effort":"medium","messages":[]}""", """{"reasoning_effort":"high","messages":[]}""", "")]
    public void A_body_is_what_its_target_takes_and_what_is_left_out_is_said(string provider, string model, string body, string expected, string dropped)
    {
        var mended = new ChatMending(TraitTable.For(provider, [])(model), takesIncludeUsage: provider != "mistral").Apply(Encoding.UTF8.GetBytes(body));
        var text = Encoding.UTF8.GetString(mended.Body.Span);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(text)), text);
        Assert.Equal(dropped, string.Join(' ', mended.Dropped));
    }

    [Fact]
    public void Ids_of_calls_and_results_stay_one_where_they_must_change()
    {
        var mended = new ChatMending(TraitTable.For("mistral", [])("m"), true).Apply(
            """{"messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"call_abcdef","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"call_abcdef","content":"x"}]}"""u8.ToArray());
        var messages = JsonNode.Parse(mended.Body.Span)!["messages"]!;
        var id = (string)messages[0]!["tool_calls"]![0]!["id"]!;
        Assert.Matches("^[A-Za-z0-9]{9}$", id);
        Assert.Equal(id, (string)messages[1]!["tool_call_id"]!);
    }
}

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

    [Theory]
    [InlineData("azure", "gpt-4o", "call_0123456789012345678901234567890123456789")]
    [InlineData("openrouter", "anthropic/claude-opus-4.8", "functions.get:0")]
    [InlineData("mistral", "m", "call_1")]
    public void A_call_and_its_result_keep_one_id_under_each_rule(string provider, string model, string id)
    {
        var body = $$$"""{"messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"{{{id}}}","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"{{{id}}}","content":"x"}]}""";
        var messages = JsonNode.Parse(Mend(provider, model, body).Body)!["messages"]!;
        Assert.NotEqual(id, (string)messages[1]!["tool_call_id"]!);
        Assert.Equal((string)messages[1]!["tool_call_id"]!, (string)messages[0]!["tool_calls"]![0]!["id"]!);
    }

    [Theory]
    [InlineData("groq", "llama", """{"user":"a","safety_identifier":"b"}""", """{"user":"a"}""", "safety_identifier")]
    [InlineData("groq", "llama", """{"user":null,"safety_identifier":"b"}""", """{"user":"b"}""", "")]
    [InlineData("mistral", "m", """{"max_tokens":null,"max_completion_tokens":9}""", """{"max_tokens":9}""", "")]
    [InlineData("deepseek", "deepseek-v4", """{"thinking":{"type":"enabled"},"reasoning_effort":"none"}""", """{"thinking":{"type":"enabled"}}""", "")]
    public void No_member_stands_twice_under_one_name(string provider, string model, string body, string expected, string dropped) =>
        Assert.Equal((expected, dropped), Mend(provider, model, body));

    [Theory]
    [InlineData("openai", "gpt-4o", """{"reasoning_effort":"high","verbosity":"low","n":1}""", """{"n":1}""", "reasoning_effort verbosity")]
    [InlineData("openai", "gpt-8", """{"temperature":0.5,"n":1}""", """{"n":1}""", "temperature")]
    [InlineData("openai", "gpt-5.2", """{"temperature":0.5,"reasoning_effort":"high"}""", """{"reasoning_effort":"high"}""", "temperature")]
    [InlineData("openai", "gpt-5.2", """{"temperature":0.5,"reasoning_effort":"none"}""", """{"temperature":0.5,"reasoning_effort":"none"}""", "")]
    [InlineData("xai", "grok-4", """{"reasoning_effort":"high","n":1}""", """{"n":1}""", "reasoning_effort")]
    [InlineData("groq", "llama", """{"stop":["a","b","c","d","e"]}""", """{"stop":["a","b","c","d"]}""", "stop")]
    [InlineData("groq", "llama", """{"messages":[{"role":"user","name":"bob","content":"a"}]}""", """{"messages":[{"role":"user","content":"a"}]}""", "messages.name")]
    [InlineData("mistral", "m", """{"messages":[{"role":"assistant","content":"a","reasoning_content":"t"}]}""", """{"messages":[{"role":"assistant","content":"a"}]}""", "messages.reasoning_content")]
    [InlineData("mistral", "m", """{"messages":[{"role":"user","cache_control":{"type":"ephemeral"},"content":[{"type":"text","text":"a","prompt_cache_breakpoint":{}}]}]}""", """{"messages":[{"role":"user","content":[{"type":"text","text":"a"}]}]}""", "cache_control prompt_cache_breakpoint")]
    public void What_a_model_is_known_to_refuse_does_not_reach_it(string provider, string model, string body, string expected, string dropped) =>
        Assert.Equal((expected, dropped), Mend(provider, model, body));

    private static (string Body, string Dropped) Mend(string provider, string model, string body)
    {
        var mended = new ChatMending(TraitTable.For(provider, [])(model), takesIncludeUsage: true).Apply(Encoding.UTF8.GetBytes(body));
        return (Encoding.UTF8.GetString(mended.Body.Span), string.Join(' ', mended.Dropped));
    }
}

using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Translation;
using RelayPlane.Dispatch;
using RelayPlane.Routing;
using RelayPlane.Tests.Routing;
using RelayPlane.Tests.Upstream;
using Xunit;

namespace RelayPlane.Tests.Dispatch;

public sealed class OutgoingForTests
{
    private static readonly int[] Order = [0, 1, 2, 3];

    [Theory]
    [InlineData(Api.Anthropic, Endpoint.Messages, "anthropic", """{ "stream" : true, "model":"m", "temperature": 1.0, "x": "é" }""")]
    [InlineData(Api.OpenAI, Endpoint.ChatCompletions, "openai", """{"model":"m","n":1e0}""")]
    [InlineData(Api.OpenAI, Endpoint.ChatCompletions, "openai", """{"model":"m","stream":true,"stream_options":{"include_usage":true}}""")]
    [InlineData(Api.OpenAI, Endpoint.ChatCompletions, "mistral", """{"model":"m","stream":true}""")]
    [InlineData(Api.OpenAI, Endpoint.Responses, "openai", """{"model":"m","stream":true}""")]
    [InlineData(Api.OpenAI, Endpoint.Completions, "openai", """{"model":"m","stream":true}""")]
    internal void Where_nothing_must_change_the_very_bytes_go_up(Api api, Endpoint endpoint, string provider, string body)
    {
        var call = Calls.Scanned(api, endpoint, body);
        var (sent, usageAdded) = Sent(call, new Target(Providers.Named(provider), "m"));
        Assert.True(sent.Span == call.Body.Span);
        Assert.False(usageAdded);
    }

    [Theory]
    [InlineData("""{ "model" : "groq/llama" , "n":1.50 }""", "llama", """{ "model" : "llama" , "n":1.50 }""")]
    [InlineData("""{"a":{"model":"x"},"model":"groq/llama"}""", "llama", """{"a":{"model":"x"},"model":"llama"}""")]
    [InlineData("""{"model":"groq/llama"}""", "a\"b\\c", """{"model":"a\"b\\c"}""")]
    public void Another_name_takes_the_place_of_the_clients_and_all_else_stays(string body, string model, string expected)
    {
        var (sent, _) = Sent(Calls.Scanned(Api.OpenAI, Endpoint.ChatCompletions, body), new Target(Providers.Named("groq"), model));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(sent.Span)), Encoding.UTF8.GetString(sent.Span));
        Assert.Equal(expected.IndexOf(':', StringComparison.Ordinal), Encoding.UTF8.GetString(sent.Span).IndexOf(':', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"model":"m","stream":true}""", """{"include_usage":true}""")]
    [InlineData("""{"model":"m","stream":true,"stream_options":{}}""", """{"include_usage":true}""")]
    [InlineData("""{"model":"m","stream":true,"stream_options":{"include_usage":false}}""", """{"include_usage":true}""")]
    [InlineData("""{"model":"m","stream":true,"stream_options":null}""", """{"include_usage":true}""")]
    [InlineData("""{"stream_options":{"include_obfuscation":false},"stream":true,"model":"m"}""", """{"include_obfuscation":false,"include_usage":true}""")]
    public void Usage_is_asked_for_where_the_client_did_not(string body, string options)
    {
        var (sent, usageAdded) = Sent(Calls.Scanned(Api.OpenAI, Endpoint.ChatCompletions, body), new Target(Providers.Named("openai"), "m"));
        var json = JsonNode.Parse(sent.Span)!;
        Assert.True(usageAdded);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(options), json["stream_options"]), json.ToJsonString());
        Assert.Equal((true, "m"), ((bool)json["stream"]!, (string)json["model"]!));
    }

    [Fact]
    public void A_spliced_body_is_the_clients_but_for_the_two_values() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 20], Gen.String[Gen.Char.AlphaNumeric, 1, 20], Gen.Shuffle(Order), Gen.Bool).Sample((from, to, order, options) =>
        {
            var members = new[] { $"\"model\": \"{from}\"", "\"stream\" :true", "\"x\":[1.0,{\"model\":\"no\"}]", options ? "\"stream_options\":{\"y\":1}" : "\"z\":null" };
            var body = "{" + string.Join(" , ", order.Select(index => members[index])) + "}";
            var (sent, _) = Sent(Calls.Scanned(Api.OpenAI, Endpoint.ChatCompletions, body), new Target(Providers.Named("openai"), to));
            var expected = JsonNode.Parse(body)!;
            expected["model"] = to;
            (expected["stream_options"] ??= new JsonObject())["include_usage"] = true;
            return JsonNode.DeepEquals(expected, JsonNode.Parse(sent.Span));
        });

    private static (ReadOnlyMemory<byte> Body, bool UsageAdded) Sent(Call call, Target target)
    {
        var outgoing = OutgoingFor.Target(call, target, "key", allowLoss: false).Value!;
        return (outgoing.Body, outgoing.Change is UsageTakenOut);
    }
}

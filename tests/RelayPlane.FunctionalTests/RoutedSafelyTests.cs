using System.Net;
using System.Text;
using Xunit;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests;

/// <summary>No call fails because it is routed that would be answered without, on real sockets.</summary>
public sealed class RoutedSafelyTests
{
    private const string Anthropic = """{"id":"msg_1","type":"message","role":"assistant","content":[{"type":"text","text":"Paris."}],"model":"x","stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}}""";
    private const string OpenAI = """{"id":"resp_1","object":"response","choices":[{"index":0,"message":{"role":"assistant","content":"Paris."},"finish_reason":"stop"}]}""";

    [Theory]
    [InlineData("/v1/messages", """{"model":"claude-opus-4-6","max_tokens":50,"messages":[{"role":"user","content":"Which is the capital of France?"}],"tools":[{"type":"web_search_20250305","name":"web_search"}]}""")]
    [InlineData("/v1/messages", """{"model":"claude-opus-4-6","max_tokens":50,"messages":[{"role":"user","content":"Which is the capital of France?"}],"mcp_servers":[{"type":"url","url":"https://example.com","name":"x"}]}""")]
    [InlineData("/v1/completions", """{"model":"gpt-4o","prompt":"Which is the capital of France?"}""")]
    [InlineData("/v1/chat/completions", """{"model":"gpt-4o","n":2,"messages":[{"role":"user","content":"Which is the capital of France?"}]}""")]
    [InlineData("/v1/responses", """{"model":"gpt-4o","input":"Which is the capital of France?","tools":[{"type":"file_search","vector_store_ids":["vs_1"]}]}""")]
    public async Task A_call_that_the_chosen_model_cannot_take_goes_where_it_asked_to(string path, string body)
    {
        var isMessages = path == "/v1/messages";
        await using var anthropic = RawProvider.Json(Anthropic);
        await using var openai = RawProvider.Json(OpenAI);
        await using var lab = await Lab.StartAsync(Config(anthropic, openai, isMessages ? "openai/gpt-4o-mini" : "anthropic/claude-haiku-4-5"));
        using var reply = await lab.Http.SendAsync(Post(path, body), TestContext.Current.CancellationToken);

        Assert.True(reply.StatusCode == HttpStatusCode.OK, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(isMessages ? "claude-opus-4-6" : "gpt-4o", reply.Headers.GetValues("x-relayplane-routed-model").Single());
        Assert.Equal(body, Assert.Single((isMessages ? anthropic : openai).Requests).Text);
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT d.acted, t.text FROM decisions d LEFT JOIN decision_texts t ON t.id = d.kept"));
        Assert.Equal(0L, row["acted"]);
        Assert.Equal($"not {(isMessages ? "gpt-4o-mini" : "claude-haiku-4-5")}: it cannot take the call as it is", row["text"]);
    }

    [Fact]
    public async Task Tiers_of_a_provider_that_has_no_key_are_none_and_the_call_goes_where_it_asked_to()
    {
        await using var openai = RawProvider.Json(OpenAI);
        await using var lab = await Lab.StartAsync($$"""
            { "providers": { "anthropic": {}, "openai": { "apiKey": "sk-o", "baseUrl": "{{openai.Address}}/v1" } },
              "routing": { "mode": "complexity", "complexity": { "simple": "anthropic/claude-haiku-4-5", "moderate": "anthropic/claude-haiku-4-5", "complex": "anthropic/claude-haiku-4-5" } } }
            """);
        using var reply = await lab.Http.SendAsync(Post("/v1/chat/completions", """{"model":"gpt-4o","messages":[{"role":"user","content":"Hi"}]}"""), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "gpt-4o"), (reply.StatusCode, reply.Headers.GetValues("x-relayplane-routed-model").Single()));    }

    [Fact]
    public async Task A_response_whose_id_the_gateway_gave_is_not_asked_for_upstream_but_told_what_to_do()
    {
        await using var anthropic = RawProvider.Json(Anthropic);
        await using var openai = RawProvider.Json(OpenAI);
        await using var lab = await Lab.StartAsync(Config(anthropic, openai, "anthropic/claude-haiku-4-5"));
        using var first = await lab.Http.SendAsync(Post("/v1/responses", """{"model":"gpt-4o","input":"Hi"}"""), TestContext.Current.CancellationToken);
        var id = System.Text.Json.JsonDocument.Parse(await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("id").GetString();
        using var second = await lab.Http.SendAsync(Post("/v1/responses", $$"""{"model":"gpt-4o","input":"And Spain?","previous_response_id":"{{id}}"}"""), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        Assert.Contains("Send the whole conversation", await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var kept = await lab.Http.SendAsync(Post("/v1/responses", """{"model":"gpt-4o","input":"Hi","store":true}"""), TestContext.Current.CancellationToken);
        Assert.Equal("gpt-4o", kept.Headers.GetValues("x-relayplane-routed-model").Single());
        Assert.Single(openai.Requests);
    }

    [Fact]
    public async Task A_conversation_goes_on_where_it_was_when_somebody_stood_in_for_its_model_once()
    {
        var calls = 0;
        await using var anthropic = new RawProvider((request, to, cancel) =>
            request.Text.Contains("claude-haiku-4-5", StringComparison.Ordinal) && Interlocked.Increment(ref calls) == 2
                ? RawProvider.WriteAsync(to, "HTTP/1.1 529 X\r\ncontent-type: application/json\r\n", """{"type":"error","error":{"type":"overloaded_error","message":"later"}}"""u8.ToArray(), cancel)
                : RawProvider.WriteAsync(to, "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n", Encoding.UTF8.GetBytes(Anthropic), cancel));
        await using var lab = await Lab.StartAsync($$"""
            { "providers": { "anthropic": { "baseUrl": "{{anthropic.Address}}", "apiKey": "sk-test" } },
              "routing": { "mode": "complexity", "complexity": { "simple": "anthropic/claude-haiku-4-5", "moderate": "anthropic/claude-sonnet-4-6", "complex": "anthropic/claude-sonnet-4-6" },
                "cascade": { "enabled": true, "escalateOn": "overloaded" } } }
            """);
        var models = new List<string>();
        var turns = """{"role":"user","content":"Which is the capital of France?"}""";
        for (var turn = 0; turn < 3; turn++)
        {
            using var reply = await lab.Http.SendAsync(Post("/v1/messages", $$"""{"model":"claude-sonnet-4-6","max_tokens":50,"messages":[{{turns}}]}"""), TestContext.Current.CancellationToken);
            models.Add(reply.Headers.GetValues("x-relayplane-routed-model").Single());
            turns += """,{"role":"assistant","content":"Paris."},{"role":"user","content":"And of Spain?"}""";
        }

        Assert.Equal(["claude-haiku-4-5", "claude-sonnet-4-6", "claude-haiku-4-5"], models);
    }

    private static string Config(RawProvider anthropic, RawProvider openai, string tier) => $$"""
        { "providers": { "anthropic": { "apiKey": "sk-a", "baseUrl": "{{anthropic.Address}}" }, "openai": { "apiKey": "sk-o", "baseUrl": "{{openai.Address}}/v1" } },
          "routing": { "mode": "complexity", "complexity": { "simple": "{{tier}}", "moderate": "{{tier}}", "complex": "{{tier}}" } } }
        """;
}

using System.Net;
using Xunit;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests;

public sealed class RouteTests
{
    private const string Answer = """{"id":"msg_1","type":"message","role":"assistant","content":[],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}}""";
    private const string Overloaded = """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""";
    private const string TooLong = """{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 250000 tokens > 200000 maximum"}}""";

    /// <summary>What the first provider says; how the config lets it go on; how often the first is asked.</summary>
    [Theory]
    [InlineData(529, Overloaded, """, "fallback": ["second"]""", "", 2)]
    [InlineData(529, Overloaded, "", """, "routes": { "it": { "match": { "model": "claude-*" }, "fallback": ["second/claude-x"] } }""", 2)]
    [InlineData(503, Overloaded, "", """, "crossProviderCascade": { "enabled": true, "providers": ["anthropic", "second"] }""", 1)]
    [InlineData(400, TooLong, """, "fallback": ["second"], "fallbackOn": "context_length" """, "", 1)]
    public async Task Where_the_first_target_fails_the_next_answers_with_the_clients_own_body(int status, string says, string own, string rest, int asked)
    {
        await using var first = RawProvider.Json(says, status);
        await using var second = RawProvider.Json(Answer);
        await using var lab = await Lab.StartAsync(Config(first, second, own, rest));
        using var request = Post("/v1/messages", """{"model":"claude-x","max_tokens":5}""", ("x-api-key", "k"));
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(Answer, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("second", reply.Headers.GetValues("x-relayplane-provider").Single());
        Assert.Equal("anthropic/claude-x->second/claude-x", reply.Headers.GetValues("x-relayplane-fallback").Single());
        Assert.Equal(asked, first.Requests.Count);
        Assert.Equal("""{"model":"claude-x","max_tokens":5}""", Assert.Single(second.Requests).Text);
        Assert.Equal(asked + 1L, Assert.Single(await lab.RowsAsync(1, "SELECT COUNT(*) AS attempts FROM attempts"))["attempts"]);
    }

    [Fact]
    public async Task A_client_names_its_route_in_a_header_that_does_not_travel_and_a_wrong_name_is_said_at_once()
    {
        await using var first = RawProvider.Json(Answer);
        await using var second = RawProvider.Json(Answer);
        await using var lab = await Lab.StartAsync(Config(first, second, "", """, "routes": { "other": { "model": "second/claude-y" } }"""));
        using var named = Post("/v1/messages", """{"model":"claude-x"}""", ("x-api-key", "k"), ("x-relayplane-route", "other"));
        using var reply = await lab.Http.SendAsync(named, TestContext.Current.CancellationToken);
        Assert.Equal("claude-y", reply.Headers.GetValues("x-relayplane-routed-model").Single());
        Assert.Equal("claude-x", reply.Headers.GetValues("x-relayplane-requested-model").Single());
        Assert.Equal("""{"model":"claude-y"}""", Assert.Single(second.Requests).Text);
        Assert.Null(second.Requests.Single().Header("x-relayplane-route"));

        using var wrong = Post("/v1/messages", """{"model":"claude-x"}""", ("x-api-key", "k"), ("x-relayplane-route", "othr"));
        using var refused = await lab.Http.SendAsync(wrong, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Did you mean other?", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(first.Requests);
        Assert.Equal("route:other", (await lab.RowsAsync(2, "SELECT reason FROM calls ORDER BY seq"))[0]["reason"]);
    }

    /// <summary>RelayPlane's own section, with providers that stand elsewhere.</summary>
    [Theory]
    [InlineData("/v1/messages", """{"model":"rp:cheap","max_tokens":5,"messages":[{"role":"user","content":"hi"}]}""")]
    [InlineData("/v1/chat/completions", """{"model":"rp:cheap","messages":[{"role":"user","content":"hi"}]}""")]
    [InlineData("/v1/responses", """{"model":"cost","input":"hi"}""")]
    [InlineData("/v1beta/models/rp:cheap:generateContent", """{"contents":[{"role":"user","parts":[{"text":"hi"}]}]}""")]
    public async Task A_tier_is_the_same_model_for_the_clients_of_every_api(string path, string body)
    {
        await using var provider = RawProvider.Json(Answer);
        await using var other = RawProvider.Json("""{"error":{"message":"not here"}}""", 400);
        await using var lab = await Lab.StartAsync($$"""
            { "providers": { "anthropic": { "baseUrl": "{{provider.Address}}", "apiKey": "a" }, "openai": { "baseUrl": "{{other.Address}}/v1", "apiKey": "o" }, "google": { "baseUrl": "{{other.Address}}", "apiKey": "g" } },
              "routing": { "mode": "complexity",
                "complexity": { "simple": "claude-haiku-3-5", "moderate": "claude-sonnet-4-5", "complex": "claude-opus-4-6" },
                "cascade": { "enabled": true, "escalateOn": "rate_limit", "maxEscalations": 2 } } }
            """);
        using var reply = await lab.Http.SendAsync(Post(path, body), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("claude-3-5-haiku-latest", reply.Headers.GetValues("x-relayplane-routed-model").Single());
        Assert.Contains("\"claude-3-5-haiku-latest\"", Assert.Single(provider.Requests).Text, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    /// <summary>Anthropic, and a second provider of the same API that needs no key.</summary>
    /// <param name="own">More of Anthropic's members.</param>
    /// <param name="rest">More sections.</param>
    private static string Config(RawProvider first, RawProvider second, string own, string rest) => $$"""
        { "providers": {
            "anthropic": { "baseUrl": "{{first.Address}}"{{own}} },
            "second": { "baseUrl": "{{second.Address}}", "apis": ["anthropic"], "keyless": true } }{{rest}} }
        """;
}

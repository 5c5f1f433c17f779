using System.Net;
using System.Text.Json;
using Xunit;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests;

/// <summary>Counts of tokens, for targets that count them in the client's format and for those that do not.</summary>
public sealed class TokenCountTests
{
    private const string Routes = """, "routes": { "it": { "match": { "endpoint": "messages" }, "model": "other/m-1" } }""";

    private static readonly string Prompt = string.Concat(Enumerable.Repeat("word ", 800));

    [Fact]
    public async Task A_target_that_counts_is_asked()
    {
        await using var provider = RawProvider.Json("""{"input_tokens":7}""");
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var request = Post("/v1/messages/count_tokens", """{"model":"claude-x","messages":[]}""", ("x-api-key", "k"));
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("""{"input_tokens":7}""", await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.False(reply.Headers.Contains("x-relayplane-estimated"));
    }

    [Fact]
    public async Task For_a_target_that_does_not_count_an_estimate_is_made_that_says_so_and_is_recorded()
    {
        await using var home = RawProvider.Json("{}");
        await using var other = RawProvider.Json("{}");
        await using var lab = await StartAsync(home, other, Routes);
        using var request = Post("/v1/messages/count_tokens", $$"""{"model":"claude-x","tools":[{"name":"t","description":"{{Prompt}}"}],"messages":[{"role":"user","content":"{{Prompt}}"}]}""", ("x-api-key", "k"));
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.InRange(json.RootElement.GetProperty("input_tokens").GetInt64(), 2000, 2100);
        Assert.True(json.RootElement.GetProperty("estimated").GetBoolean());
        Assert.Equal("true", reply.Headers.GetValues("x-relayplane-estimated").Single());
        Assert.Equal(("other", "m-1"), (reply.Headers.GetValues("x-relayplane-provider").Single(), reply.Headers.GetValues("x-relayplane-routed-model").Single()));
        Assert.Empty(home.Requests);
        Assert.Empty(other.Requests);
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT endpoint, reason, status, model_requested FROM calls"));
        Assert.Equal(("count_tokens", "route:it", 200L, "claude-x"), (row["endpoint"], row["reason"], row["status"], row["model_requested"]));
    }

    [Theory]
    [InlineData("google/gemini-x", "/v1beta/models/gemini-x:countTokens", """{"totalTokens":41}""", "generateContentRequest")]
    [InlineData("openai/gpt-x", "/v1/responses/input_tokens", """{"object":"response.input_tokens","input_tokens":41}""", "instructions")]
    public async Task A_counter_of_another_format_is_asked_for_the_clients_prompt(string model, string path, string answer, string member)
    {
        await using var provider = RawProvider.Json(answer);
        await using var lab = await Lab.StartAsync($$"""
            { "providers": {
                "google": { "baseUrl": "{{provider.Address}}", "apiKey": "key" },
                "openai": { "baseUrl": "{{provider.Address}}", "apiKey": "key", "paths": { "chatCompletions": null } } } }
            """);
        using var request = Post("/v1/messages/count_tokens", $$"""{"model":"{{model}}","system":"Be terse.","messages":[{"role":"user","content":"How many?"}]}""");
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("""{"input_tokens":41}""", await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.False(reply.Headers.Contains("x-relayplane-estimated"));
        var sent = Assert.Single(provider.Requests);
        Assert.Equal(path, sent.Line.Split(' ')[1]);
        Assert.Contains(member, sent.Text, StringComparison.Ordinal);
        Assert.Contains("How many?", sent.Text, StringComparison.Ordinal);
        Assert.Contains("Be terse.", sent.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("max_output_tokens", sent.Text, StringComparison.Ordinal);
        Assert.Equal(0L, (await lab.RowsAsync(1, "SELECT COUNT(*) AS n FROM runs")).Single()["n"]);
    }

    [Fact]
    public async Task A_gemini_client_is_counted_for_by_Anthropic()
    {
        await using var provider = RawProvider.Json("""{"input_tokens":41}""");
        await using var lab = await Lab.StartAsync($$"""{ "providers": { "anthropic": { "baseUrl": "{{provider.Address}}", "apiKey": "key" } } }""");
        using var request = Post("/v1beta/models/anthropic%2Fclaude-x:countTokens", """{"generateContentRequest":{"contents":[{"role":"user","parts":[{"text":"How many?"}]}]}}""");
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("""{"totalTokens":41}""", await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var sent = Assert.Single(provider.Requests);
        Assert.Equal("/v1/messages/count_tokens", sent.Line.Split(' ')[1]);
        Assert.DoesNotContain("max_tokens", sent.Text, StringComparison.Ordinal);
        Assert.Equal("2023-06-01", sent.Header("anthropic-version"));
    }

    [Theory]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"PROMPT"}]}]}""")]
    [InlineData("""{"generateContentRequest":{"model":"models/gemini-x","contents":[{"role":"user","parts":[{"text":"PROMPT"}]}]}}""")]
    public async Task A_gemini_client_is_told_in_its_own_shape(string body)
    {
        await using var home = RawProvider.Json("{}");
        await using var other = RawProvider.Json("{}");
        await using var lab = await StartAsync(home, other, """, "routes": { "it": { "match": { "endpoint": "generate_content" }, "model": "other/m-1" } }""");
        using var request = Post("/v1beta/models/gemini-x:countTokens", body.Replace("PROMPT", Prompt, StringComparison.Ordinal), ("x-goog-api-key", "k"));
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.InRange(json.RootElement.GetProperty("totalTokens").GetInt64(), 1000, 1050);
        Assert.Equal("true", reply.Headers.GetValues("x-relayplane-estimated").Single());
    }

    private static Task<Lab> StartAsync(RawProvider home, RawProvider other, string rest) => Lab.StartAsync($$"""
        { "providers": {
            "anthropic": { "baseUrl": "{{home.Address}}" },
            "google": { "baseUrl": "{{home.Address}}/v1beta/" },
            "other": { "baseUrl": "{{other.Address}}", "apis": ["openai"], "keyless": true } }{{rest}} }
        """);
}

using System.Net;
using Xunit;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests;

public sealed class CredentialTests
{
    private const string Ok = """{"id":"x","type":"message","model":"m","content":[],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}}""";

    private static readonly Dictionary<string, string> Keys = new() { ["ANTHROPIC_API_KEY"] = "sk-ant-configured", ["OPENAI_API_KEY"] = "sk-configured", ["GOOGLE_API_KEY"] = "g-configured" };

    [Theory]
    [InlineData("x-api-key", "sk-ant-own")]
    [InlineData("authorization", "Bearer sk-ant-own")]
    [InlineData("api-key", "sk-ant-own")]
    [InlineData("x-goog-api-key", "sk-ant-own")]
    public async Task A_clients_own_key_goes_home_wherever_it_stood(string header, string value)
    {
        await using var provider = RawProvider.Json(Ok);
        await using var lab = await Lab.StartAsync(Lab.ConfigFor(provider), Keys);
        using var reply = await lab.Http.SendAsync(Post("/v1/messages", """{"model":"claude-x"}""", (header, value)), TestContext.Current.CancellationToken);

        var up = Assert.Single(provider.Requests);
        Assert.Equal("sk-ant-own", up.Header("x-api-key"));
        Assert.Null(up.Header("authorization"));
        Assert.Null(up.Header("api-key"));
        Assert.Null(up.Header("x-goog-api-key"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("relayplane")]
    [InlineData("sk-relayplane")]
    [InlineData("sk-ant-relayplane")]
    public async Task A_placeholder_stands_for_the_configured_key(string? placeholder)
    {
        await using var provider = RawProvider.Json(Ok);
        await using var lab = await Lab.StartAsync(Lab.ConfigFor(provider), Keys);
        var request = Post("/v1/messages", """{"model":"claude-x"}""");
        if (placeholder is not null)
        {
            request.Headers.TryAddWithoutValidation("x-api-key", placeholder);
        }

        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("sk-ant-configured", Assert.Single(provider.Requests).Header("x-api-key"));
    }

    [Fact]
    public async Task An_oauth_token_travels_as_bearer_with_the_beta_it_needs()
    {
        await using var provider = RawProvider.Json(Ok);
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var reply = await lab.Http.SendAsync(Post("/v1/messages", """{"model":"claude-x"}""", ("authorization", "Bearer sk-ant-oat01-token"), ("anthropic-beta", "files-1")), TestContext.Current.CancellationToken);

        var up = Assert.Single(provider.Requests);
        Assert.Equal("Bearer sk-ant-oat01-token", up.Header("authorization"));
        Assert.Equal("files-1,oauth-2025-04-20", up.Header("anthropic-beta"));
        Assert.Null(up.Header("x-api-key"));
    }

    [Fact]
    public async Task Geminis_key_leaves_the_query_and_goes_up_as_a_header()
    {
        await using var provider = RawProvider.Json("""{"candidates":[]}""");
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var reply = await lab.Http.SendAsync(Post("/v1beta/models/gemini-2.5-flash:generateContent?key=g-own&alt=json", """{"contents":[]}"""), TestContext.Current.CancellationToken);

        var up = Assert.Single(provider.Requests);
        Assert.Equal("POST /v1beta/models/gemini-2.5-flash:generateContent?alt=json HTTP/1.1", up.Line);
        Assert.Equal("g-own", up.Header("x-goog-api-key"));
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT path FROM calls"));
        Assert.DoesNotContain("g-own", row["path"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_providers_target_gets_its_own_key_and_never_the_clients()
    {
        await using var provider = RawProvider.Json("""{"id":"c","choices":[],"model":"m"}""");
        await using var lab = await Lab.StartAsync(
            $$"""{ "providers": { "groq": { "baseUrl": "{{provider.Address}}/openai/v1", "apiKey": "env:MY_GROQ" } } }""", new Dictionary<string, string> { ["MY_GROQ"] = "gsk-mine" });
        using var reply = await lab.Http.SendAsync(Post("/v1/chat/completions", """{"model":"groq/llama"}""", ("authorization", "Bearer sk-openai-own"), ("openai-organization", "org-1")), TestContext.Current.CancellationToken);

        var up = Assert.Single(provider.Requests);
        Assert.Equal("POST /openai/v1/chat/completions HTTP/1.1", up.Line);
        Assert.Equal("Bearer gsk-mine", up.Header("authorization"));
        Assert.Null(up.Header("openai-organization"));
    }

    [Fact]
    public async Task A_target_without_a_key_is_not_tried_and_the_reply_says_what_to_set()
    {
        await using var lab = await Lab.StartAsync();
        using var reply = await lab.Http.SendAsync(Post("/v1/chat/completions", """{"model":"groq/llama"}""", ("authorization", "Bearer sk-openai-own")), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode);
        Assert.Contains("GROQ_API_KEY", await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_configured_key_is_a_502_that_names_its_label_and_a_bad_key_of_the_clients_own_is_the_providers_401()
    {
        const string refused = """{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}""";
        await using var provider = RawProvider.Json(refused, 401);
        await using var lab = await Lab.StartAsync($$"""{ "providers": { "anthropic": { "baseUrl": "{{provider.Address}}", "accounts": [{ "label": "work", "apiKey": "env:K" }] } } }""", new Dictionary<string, string> { ["K"] = "sk-ant-stale" });
        using var ours = await lab.Http.SendAsync(Post("/v1/messages", """{"model":"claude-x"}"""), TestContext.Current.CancellationToken);
        using var theirs = await lab.Http.SendAsync(Post("/v1/messages", """{"model":"claude-x"}""", ("x-api-key", "sk-ant-own")), TestContext.Current.CancellationToken);

        var text = await ours.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadGateway, ours.StatusCode);
        Assert.Contains("work", text, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-ant-stale", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, theirs.StatusCode);
        Assert.Equal(refused, await theirs.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task With_clients_listed_a_call_needs_one_of_their_keys_which_never_travels()
    {
        await using var provider = RawProvider.Json(Ok);
        var config = Lab.ConfigFor(provider, """ "clients": [{ "name": "ci", "key": "env:CI_KEY" }] """);
        await using var lab = await Lab.StartAsync(config, new Dictionary<string, string>(Keys) { ["CI_KEY"] = "rp-ci" });
        using var without = await lab.Http.SendAsync(Post("/v1/messages", """{"model":"claude-x"}""", ("x-api-key", "sk-ant-own")), TestContext.Current.CancellationToken);
        using var with = await lab.Http.SendAsync(Post("/v1/messages", """{"model":"claude-x"}""", ("authorization", "Bearer rp-ci")), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
        Assert.Equal("sk-ant-configured", Assert.Single(provider.Requests).Header("x-api-key"));
        var rows = await lab.RowsAsync(2, "SELECT client FROM calls WHERE status = 200");
        Assert.Equal("ci", Assert.Single(rows)["client"]);
    }

    [Fact]
    public async Task An_organizations_administration_never_gets_a_configured_key()
    {
        await using var provider = RawProvider.Json("{}");
        await using var lab = await Lab.StartAsync(Lab.ConfigFor(provider), Keys);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/organizations/api_keys");
        request.Headers.Add("anthropic-version", "2023-06-01");
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Null(Assert.Single(provider.Requests).Header("x-api-key"));
    }
}

using System.Text;
using RelayPlane.Catalog;
using RelayPlane.Routing;
using RelayPlane.Tests.Routing;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Upstream;

public sealed class RequestWritingTests
{
    private static readonly string[] KeyHeaders = ["x-api-key", "authorization", "x-goog-api-key", "api-key"];

    [Theory]
    [InlineData("anthropic", Endpoint.Messages, "x-api-key", "sk-1")]
    [InlineData("openai", Endpoint.ChatCompletions, "authorization", "Bearer sk-1")]
    [InlineData("google", Endpoint.GenerateContent, "x-goog-api-key", "sk-1")]
    [InlineData("google", Endpoint.ChatCompletions, "authorization", "Bearer sk-1")]
    [InlineData("deepseek", Endpoint.ChatCompletions, "authorization", "Bearer sk-1")]
    [InlineData("deepseek", Endpoint.Messages, "x-api-key", "sk-1")]
    [InlineData("azure", Endpoint.Responses, "api-key", "sk-1")]
    internal void Each_provider_gets_its_key_where_it_looks_for_it_and_nowhere_else(string provider, Endpoint endpoint, string header, string value)
    {
        using var request = Write(Calls.Of(Api.OpenAI, endpoint), provider, new Credential("main", "sk-1"));
        Assert.Equal([(header, value)], KeyHeaders.Where(name => Header(request, name) is not null).Select(name => (name, Header(request, name)!)));
    }

    [Theory]
    [InlineData("sandbox", "sk-1")]
    [InlineData("anthropic", "")]
    public void Nothing_is_signed_where_no_key_is_wanted_or_there_is_none(string provider, string key)
    {
        using var request = Write(Calls.Of(), provider, new Credential("main", key));
        Assert.All(KeyHeaders, name => Assert.Null(Header(request, name)));
    }

    [Theory]
    [InlineData(new string[0], "oauth-2025-04-20")]
    [InlineData(new[] { "files-1" }, "files-1,oauth-2025-04-20")]
    [InlineData(new[] { "files-1,tools-2" }, "files-1,tools-2,oauth-2025-04-20")]
    [InlineData(new[] { "files-1", "tools-2" }, "files-1,tools-2,oauth-2025-04-20")]
    [InlineData(new[] { "oauth-2025-04-20,files-1" }, "oauth-2025-04-20,files-1")]
    public void An_oauth_token_is_a_bearer_with_its_beta_said_once(string[] sent, string beta)
    {
        var call = sent.Length == 0 ? Calls.Of() : Calls.Of().With("anthropic-beta", sent);
        using var request = Write(call, "anthropic", new Credential("client", "sk-ant-oat01-x"));
        Assert.Equal(("Bearer sk-ant-oat01-x", null, beta), (Header(request, "authorization"), Header(request, "x-api-key"), Header(request, "anthropic-beta")));
    }

    [Fact]
    public void Headers_travel_as_they_were_sent_also_twice_and_whatever_they_hold()
    {
        var call = Calls.Of().With("anthropic-version", "2023-06-01").With("X-Twice", "a", "b").With("User-Agent", "odd (((").With("X-Word", "caf\u00e9").With("If-Match", "not a tag").With("Last-Modified", "then");
        using var request = Write(call, "anthropic", Credential.None);
        Assert.Equal("2023-06-01", Header(request, "anthropic-version"));
        Assert.Equal(["a", "b"], request.Headers.NonValidated["X-Twice"]);
        Assert.Equal(("odd (((", "caf\u00e9", "not a tag", "then"), (Header(request, "user-agent"), Header(request, "x-word"), Header(request, "if-match"), Header(request, "last-modified")));
    }

    [Fact]
    public async Task Headers_of_the_body_stand_with_it_and_its_bytes_are_the_clients()
    {
        var call = Calls.Of(body: "{ \"a\" : 1.0 }").With("Content-Type", "application/json; charset=utf-8").With("Content-Language", "en").With("Content-Foo", "x").With("Content-Encoding", "gzip").With("Content-Length", "999");
        using var request = Write(call, "anthropic", Credential.None);
        Assert.Equal(("application/json; charset=utf-8", "en", "x", null), (Header(request, "content-type"), Header(request, "content-language"), Header(request, "content-foo"), Header(request, "content-encoding")));
        Assert.Equal("{ \"a\" : 1.0 }", await request.Content!.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(13, request.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_streamed_body_keeps_its_length_and_its_encoding()
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes("stream"));
        var call = Calls.Of(Api.OpenAI, Endpoint.Other, null, path: "/v1/files").With("Content-Encoding", "gzip").With("Content-Length", "6").With("Content-Type", "multipart/form-data; boundary=x");
        using var request = Write(call with { Stream = body }, "openai", Credential.None);
        Assert.Equal(("gzip", "multipart/form-data; boundary=x", 6L), (Header(request, "content-encoding"), Header(request, "content-type"), request.Content!.Headers.ContentLength));
        Assert.Equal("stream", await request.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("POST", true)]
    [InlineData("PUT", true)]
    [InlineData("PATCH", true)]
    [InlineData("GET", false)]
    [InlineData("DELETE", false)]
    [InlineData("PURGE", false)]
    public void A_method_travels_and_only_some_have_an_empty_body(string method, bool hasBody)
    {
        using var request = Write(Calls.Of(Api.OpenAI, Endpoint.Other, null, method: method).With("content-type", "application/json"), "openai", Credential.None);
        Assert.Equal((method, hasBody), (request.Method.Method, request.Content is not null));
    }

    [Theory]
    [InlineData(Endpoint.Messages, "gzip, br", "identity")]
    [InlineData(Endpoint.Messages, null, "identity")]
    [InlineData(Endpoint.Models, "gzip", "identity")]
    [InlineData(Endpoint.Other, "gzip, br", "gzip, br")]
    [InlineData(Endpoint.Other, null, null)]
    internal void A_metered_reply_is_asked_for_plainly(Endpoint endpoint, string? accepted, string? asked)
    {
        var call = accepted is null ? Calls.Of(endpoint: endpoint) : Calls.Of(endpoint: endpoint).With("accept-encoding", accepted);
        using var request = Write(call, "anthropic", Credential.None);
        Assert.Equal(asked, Header(request, "accept-encoding"));
    }

    [Fact]
    public void A_providers_own_headers_take_the_place_of_the_clients()
    {
        var provider = Providers.From("""{ "providers": { "mine": { "baseUrl": "https://mine.example", "headers": { "x-team": "blue", "User-Agent": "gateway", "content-language": "fr" } } } }""")["mine"];
        var call = Calls.Of(Api.OpenAI, Endpoint.ChatCompletions, body: "{}").With("x-team", "red", "green").With("user-agent", "sdk").With("content-language", "en");
        using var request = RequestWriting.Write(call, new Target(provider, "m"), Sendings.Of(call, new Uri("https://mine.example/v1/chat/completions")), Credential.None, home: false, DateTimeOffset.UnixEpoch);
        Assert.Equal(("blue", "gateway", "fr"), (Header(request, "x-team"), Header(request, "user-agent"), Header(request, "content-language")));
    }

    [Theory]
    [InlineData("https://api.anthropic.com/v1/messages", 2)]
    [InlineData("http://127.0.0.1:1/v1/messages", 1)]
    public void HTTP_2_is_spoken_where_TLS_can_agree_on_it(string address, int major)
    {
        using var request = RequestWriting.Write(Calls.Of(), new Target(Providers.Named("anthropic"), "m"), Sendings.Of(Calls.Of(), new Uri(address)), Credential.None, home: true, DateTimeOffset.UnixEpoch);
        Assert.Equal((major, HttpVersionPolicy.RequestVersionOrLower), (request.Version.Major, request.VersionPolicy));
    }

    private static UpstreamRequest Write(Call call, string provider, Credential key)
    {
        var target = new Target(Providers.Named(provider), "m");
        return RequestWriting.Write(call, target, Sendings.Of(call, new Uri("https://h.example/path")), key, home: true, DateTimeOffset.UnixEpoch);
    }

    private static string? Header(HttpRequestMessage request, string name) =>
        request.Headers.NonValidated.TryGetValues(name, out var values) ? string.Join(',', values)
        : request.Content is { } content && content.Headers.NonValidated.TryGetValues(name, out values) ? string.Join(',', values)
        : null;
}

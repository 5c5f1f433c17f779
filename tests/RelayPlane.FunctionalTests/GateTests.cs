using System.Net;
using Xunit;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests;

public sealed class GateTests
{
    [Theory]
    [InlineData("/v1/messages")]
    [InlineData("/health")]
    [InlineData("/")]
    public async Task A_foreign_host_is_refused_on_every_path(string path)
    {
        await using var lab = await Lab.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = "evil.example";
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("https://app.example", HttpStatusCode.OK)]
    public async Task Only_pages_of_allowed_origins_may_call(string origin, HttpStatusCode expected)
    {
        await using var lab = await Lab.StartAsync("""{ "server": { "allowedOrigins": ["https://app.example"] } }""");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.Add("Origin", origin);
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(expected, reply.StatusCode);
    }

    [Fact]
    public async Task A_page_of_our_own_may_call()
    {
        await using var lab = await Lab.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.Add("Origin", lab.BaseUrl.GetLeftPart(UriPartial.Authority));
        using var reply = await lab.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    [Fact]
    public async Task Nobody_without_the_token_stops_the_gateway()
    {
        await using var lab = await Lab.StartAsync();
        using var reply = await lab.Http.SendAsync(Post("/api/stop", string.Empty), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
    }
}

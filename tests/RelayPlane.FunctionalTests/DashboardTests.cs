using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using RelayPlane.Dashboard;
using RelayPlane.Hosting;
using Xunit;

namespace RelayPlane.FunctionalTests;

public sealed class DashboardTests
{
    private const string AppOrigin = """{ "server": { "allowedOrigins": ["https://app.example"] } }""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_is_there_and_browsers_run_nothing_but_its_files()
    {
        await using var lab = await Lab.StartAsync();
        foreach (var path in new[] { "/", "/dashboard", "/calls/01JD" })
        {
            using var page = await GetAsync(lab, path);
            Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
            Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'", Header(page, "Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Equal("nosniff", Header(page, "X-Content-Type-Options"));
            Assert.Equal("same-origin", Header(page, "Cross-Origin-Resource-Policy"));
        }
    }

    [Fact]
    public async Task Only_the_headers_of_a_file_come_where_only_they_are_asked_for()
    {
        await using var lab = await Lab.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, "/");
        using var reply = await lab.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.True(reply.Content.Headers.ContentLength > 0);
        Assert.NotNull(reply.Headers.ETag);
        Assert.Empty(await reply.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task Looking_at_the_page_is_no_call()
    {
        await using var lab = await Lab.StartAsync();
        foreach (var path in new[] { "/", "/favicon.ico", "/assets/gone.js", "/api/limits", "/api/gone", "/v1/telemetry/stats" })
        {
            using var reply = await GetAsync(lab, path);
        }

        using var health = JsonDocument.Parse(await lab.Http.GetStringAsync(new Uri("/health", UriKind.Relative), Cancel));
        Assert.Equal(0, health.RootElement.GetProperty("calls").GetInt64());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/limits")]
    [InlineData("/api/token")]
    [InlineData("/v1/telemetry/stats")]
    public async Task A_name_that_was_bent_to_point_here_gets_nothing(string path)
    {
        await using var lab = await Lab.StartAsync();
        using var reply = await GetAsync(lab, path, ("Host", $"evil.example:{lab.BaseUrl.Port}"));
        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://app.example")]
    [InlineData("null")]
    public async Task A_page_of_another_origin_gets_no_token_and_changes_nothing(string origin)
    {
        await using var lab = await Lab.StartAsync(AppOrigin);
        var token = await TokenAsync(lab);
        using var asked = await GetAsync(lab, "/api/token", ("Origin", origin));
        Assert.Equal(HttpStatusCode.Forbidden, asked.StatusCode);
        using var reset = await ResetAsync(lab, (Access.PageHeader, token), ("Origin", origin));
        Assert.Equal(HttpStatusCode.Forbidden, reset.StatusCode);
        Assert.All([asked, reset], reply => Assert.False(reply.Headers.Contains("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task The_page_changes_things_with_the_token_of_this_start_and_commands_with_theirs()
    {
        await using var lab = await Lab.StartAsync();
        var token = await TokenAsync(lab);
        using var page = await ResetAsync(lab, (Access.PageHeader, token), ("Origin", lab.BaseUrl.GetLeftPart(UriPartial.Authority)), ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(HttpStatusCode.NoContent, page.StatusCode);
        using var command = await ResetAsync(lab, (Access.ControlHeader, RunningFile.Read(lab.Home.PidPath)!.Token));
        Assert.Equal(HttpStatusCode.NoContent, command.StatusCode);
        using var none = await ResetAsync(lab);
        Assert.Equal(HttpStatusCode.Forbidden, none.StatusCode);

        await using var next = await Lab.StartAsync();
        using var late = await ResetAsync(next, (Access.PageHeader, token));
        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
    }

    [Fact]
    public async Task Behind_a_proxy_a_browser_is_asked_for_a_clients_key()
    {
        await using var lab = await Lab.StartAsync("""{ "clients": [{ "name": "ann", "key": "rp-ann-0123456789" }] }""");
        var forwarded = ("X-Forwarded-For", "203.0.113.9");
        using var without = await GetAsync(lab, "/", forwarded);
        Assert.Equal((HttpStatusCode.Unauthorized, "Basic"), (without.StatusCode, Assert.Single(without.Headers.WwwAuthenticate).Scheme));
        using var with = await GetAsync(lab, "/", forwarded, ("Authorization", new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("ann:rp-ann-0123456789"))).ToString()));
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
        using var health = await GetAsync(lab, "/health", forwarded);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task The_API_describes_all_that_it_answers()
    {
        await using var lab = await Lab.StartAsync();
        using var document = JsonDocument.Parse(await lab.Http.GetStringAsync(new Uri("/api/openapi.json", UriKind.Relative), Cancel));
        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            if (path.Value.TryGetProperty("get", out _) && !path.Name.Contains('{', StringComparison.Ordinal) && path.Name != "/api/events")
            {
                using var reply = await GetAsync(lab, path.Name);
                Assert.True(reply.IsSuccessStatusCode || reply.StatusCode == HttpStatusCode.BadRequest, $"{path.Name}: {reply.StatusCode}");
                Assert.Equal("no-store", reply.Headers.CacheControl?.ToString());
            }
        }
    }

    private static async Task<string> TokenAsync(Lab lab)
    {
        using var answer = JsonDocument.Parse(await lab.Http.GetStringAsync(new Uri("/api/token", UriKind.Relative), Cancel));
        return answer.RootElement.GetProperty("token").GetString()!;
    }

    private static Task<HttpResponseMessage> GetAsync(Lab lab, string path, params IReadOnlyList<(string, string)> headers) => SendAsync(lab, HttpMethod.Get, path, null, headers);

    private static Task<HttpResponseMessage> ResetAsync(Lab lab, params IReadOnlyList<(string, string)> headers) =>
        SendAsync(lab, HttpMethod.Post, "/api/budgets/reset", new StringContent("""{"periods":["Day"]}"""), headers);

    private static async Task<HttpResponseMessage> SendAsync(Lab lab, HttpMethod method, string path, HttpContent? body, IReadOnlyList<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await lab.Http.SendAsync(request, Cancel);
    }

    private static string Header(HttpResponseMessage reply, string name) => Assert.Single(reply.Headers.GetValues(name));
}

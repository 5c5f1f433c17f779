using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Dashboard;
using Xunit;
using static RelayPlane.Tests.Dashboard.TestAccess;

namespace RelayPlane.Tests.Dashboard;

public sealed class ApiTests
{
    private readonly List<string> _notices = [];

    [Fact]
    public async Task What_stands_in_a_path_is_read_as_it_was_meant()
    {
        string? name = null;
        var http = await AskAsync(Request("GET", "/api/things/a%2Fb 50%"), Path("GET", "/api/things/{name}", ask =>
        {
            name = ask.Name("name");
            return ApiReply.Done;
        }));
        Assert.Equal(204, http.Response.StatusCode);
        Assert.Equal("a/b 50%", name);
    }

    [Fact]
    public async Task Nothing_of_the_API_is_kept_by_a_cache()
    {
        var http = await AskAsync(Request("GET", "/api/things"), Path("GET", "/api/things", _ => ApiReply.Done));
        Assert.Equal("no-store", http.Response.Headers.CacheControl.ToString());
    }

    [Fact]
    public async Task A_path_that_there_is_not_is_told_of()
    {
        var http = await AskAsync(Request("GET", "/api/nothing"), Path("GET", "/api/things", _ => ApiReply.Done));
        Assert.Equal(404, http.Response.StatusCode);
        Assert.Contains("/api/openapi.json", http.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_that_a_path_does_not_take_is_told_of()
    {
        var http = await AskAsync(Request("DELETE", "/api/things"), Path("GET", "/api/things", _ => ApiReply.Done), Path("POST", "/api/things", _ => ApiReply.Done));
        Assert.Equal(405, http.Response.StatusCode);
        Assert.Equal("GET, POST", http.Response.Headers.Allow.ToString());
    }

    [Fact]
    public async Task A_change_without_the_token_is_not_made()
    {
        var changed = false;
        var http = await AskAsync(Request("POST", "/api/things"), Path("POST", "/api/things", _ =>
        {
            changed = true;
            return ApiReply.Done;
        }));
        Assert.Equal(403, http.Response.StatusCode);
        Assert.False(changed);
    }

    [Fact]
    public async Task A_fault_of_our_own_is_told_of_here_and_not_to_the_page()
    {
        var http = await AskAsync(Request("GET", "/api/things"), Path("GET", "/api/things", _ => throw new InvalidOperationException("something within")));
        Assert.Equal(500, http.Response.StatusCode);
        Assert.DoesNotContain("within", http.Problem(), StringComparison.Ordinal);
        Assert.Equal("GET /api/things failed: InvalidOperationException: something within", Assert.Single(_notices));
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_read_is_503_and_says_why()
    {
        var http = await AskAsync(Request("GET", "/api/things"), Path("GET", "/api/things", _ => throw new SqliteException("an earlier RelayPlane wrote it.", 1)));
        Assert.Equal(503, http.Response.StatusCode);
        Assert.Contains("an earlier RelayPlane wrote it.", http.Problem(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/limits", true)]
    [InlineData("/api", true)]
    [InlineData("/v1/telemetry/stats", true)]
    [InlineData("/apis", false)]
    [InlineData("/v1/messages", false)]
    [InlineData("/chat/completions", false)]
    public void Paths_that_models_are_called_at_are_not_of_the_API(string path, bool owns) => Assert.Equal(owns, Api.Owns(path));

    private static ApiPath Path(string method, string path, Func<ApiAsk, ApiReply> answer) => new(method, path, "For a test.", ask => ValueTask.FromResult(answer(ask)));

    private async Task<HttpContext> AskAsync(HttpContext http, params IReadOnlyList<ApiPath> paths)
    {
        await new Api(paths, Open, _notices.Add, new FakeTimeProvider()).AnswerAsync(http);
        return http;
    }
}

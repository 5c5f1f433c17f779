using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RelayPlane.Dashboard;

namespace RelayPlane.Tests.Dashboard;

/// <summary>What a path of <c>/api</c> answered to a request without a socket.</summary>
internal sealed record Asked(int Status, string Body, IHeaderDictionary Headers)
{
    public const string Token = TestAccess.PageToken;

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>What a person is told where something was wrong.</summary>
    public string Problem => Json.GetProperty("error").GetProperty("message").GetString()!;

    public static Task<Asked> GetAsync(IReadOnlyList<ApiPath> paths, string path, TimeProvider clock) => SendAsync(paths, "GET", path, null, clock);

    public static Task<Asked> PostAsync(IReadOnlyList<ApiPath> paths, string path, string body, TimeProvider clock, string token = Token) =>
        SendAsync(paths, "POST", path, body, clock, token);

    private static async Task<Asked> SendAsync(IReadOnlyList<ApiPath> paths, string method, string path, string? body, TimeProvider clock, string token = Token)
    {
        var (asked, query) = path.Split('?', 2) is [var before, var after] ? (before, "?" + after) : (path, string.Empty);

        // As the server does it: a slash that is written in code stays so.
        var http = TestAccess.Request(method, Uri.UnescapeDataString(asked.Replace("%2F", "%252F", StringComparison.Ordinal)), headers: (Access.PageHeader, token));
        http.Request.QueryString = new QueryString(query);
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? string.Empty));
        await new Api(paths, TestAccess.Open, _ => { }, clock).AnswerAsync(http);
        return new(http.Response.StatusCode, Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray()), http.Response.Headers);
    }
}

using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RelayPlane.Dashboard;

namespace RelayPlane.Tests.Dashboard;

/// <summary>Asks paths of the API as the page does, without a socket.</summary>
internal sealed class PageAsks(IReadOnlyList<ApiPath> paths, TimeProvider? clock = null)
{
    private const string Token = "page";
    private readonly Api _api = new(paths, Token, clock ?? TimeProvider.System);

    public Task<(int Status, JsonElement Body)> GetAsync(string path) => AskAsync("GET", path, null);

    public Task<(int Status, JsonElement Body)> PostAsync(string path, string body = "") => AskAsync("POST", path, body);

    private async Task<(int Status, JsonElement Body)> AskAsync(string method, string path, string? body)
    {
        var (asked, query) = path.Split('?', 2) is [var before, var after] ? (before, "?" + after) : (path, string.Empty);
        var http = new DefaultHttpContext();
        http.Request.Method = method;

        // As the server does it: a slash that is written in code stays so.
        http.Request.Path = Uri.UnescapeDataString(asked.Replace("%2F", "%252F", StringComparison.Ordinal));
        http.Request.QueryString = new QueryString(query);
        http.Request.Headers[Api.TokenHeader] = Token;
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? string.Empty));
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        if (!await _api.AnswerAsync(http))
        {
            throw new InvalidOperationException($"{path} is not a path of the API.");
        }

        return (http.Response.StatusCode, answer.Length == 0 ? default : JsonDocument.Parse(answer.ToArray()).RootElement);
    }
}

using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RelayPlane.Dashboard;

namespace RelayPlane.Tests.Dashboard;

/// <summary>Asks paths of the API as the page does, without a socket, and without the question who may.</summary>
internal sealed class PageAsks(IReadOnlyList<ApiPath> paths, TimeProvider? clock = null)
{
    public Task<(int Status, JsonElement Body)> GetAsync(string path) => AskAsync("GET", path, null);

    public Task<(int Status, JsonElement Body)> PostAsync(string path, string body = "") => AskAsync("POST", path, body);

    /// <summary>Finds the path that a request means, and writes its answer.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        string[] parts = [.. http.Request.Path.Value!.Split('/').Select(Uri.UnescapeDataString)];
        var path = paths.Single(path => path.Method == http.Request.Method && Names(path, parts) is not null);
        var reply = await path.Answer(new ApiAsk(http, Names(path, parts)!, clock ?? TimeProvider.System));
        (http.Response.StatusCode, http.Response.ContentType) = (reply.Status, reply.ContentType);
        if (reply.Write is { } write)
        {
            await write(http);
        }
    }

    /// <summary>What stands in the placeholders; null where the path is another.</summary>
    private static Dictionary<string, string>? Names(ApiPath path, string[] parts)
    {
        var pairs = path.Path.Split('/').Zip(parts).ToList();
        return path.Path.Count(c => c == '/') == parts.Length - 1 && pairs.All(pair => pair.First == pair.Second || pair.First.StartsWith('{'))
            ? pairs.Where(pair => pair.First.StartsWith('{')).ToDictionary(pair => pair.First[1..^1], pair => pair.Second)
            : null;
    }

    private async Task<(int Status, JsonElement Body)> AskAsync(string method, string path, string? body)
    {
        var (asked, query) = path.Split('?', 2) is [var before, var after] ? (before, "?" + after) : (path, string.Empty);
        var http = new DefaultHttpContext();
        http.Request.Method = method;

        // As the server does it: a slash that is written in code stays so.
        http.Request.Path = Uri.UnescapeDataString(asked.Replace("%2F", "%252F", StringComparison.Ordinal));
        http.Request.QueryString = new QueryString(query);
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? string.Empty));
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        await AnswerAsync(http);
        return (http.Response.StatusCode, answer.Length == 0 ? default : JsonDocument.Parse(answer.ToArray()).RootElement);
    }
}

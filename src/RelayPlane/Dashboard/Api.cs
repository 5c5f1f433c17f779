using Microsoft.Data.Sqlite;

namespace RelayPlane.Dashboard;

/// <summary>Finds which path a request means, lets only who may change anything, and writes the answer. Whatever goes wrong within is told plainly.</summary>
/// <param name="notice">Told, in one line, of what should not have gone wrong.</param>
internal sealed class Api(IReadOnlyList<ApiPath> paths, Access access, Action<string> notice, TimeProvider clock)
{
    private readonly (ApiPath Path, string[] Parts)[] _paths = [.. paths.Select(path => (path, path.Path.Split('/')))];

    /// <summary>Whether a path can be only ours.</summary>
    public static bool Owns(PathString path) =>
        path.Value is { } text && (text.StartsWith("/api/", StringComparison.Ordinal) || text.StartsWith("/v1/telemetry/", StringComparison.Ordinal) || text == "/api");

    public async ValueTask AnswerAsync(HttpContext http)
    {
        try
        {
            await (await ReplyAsync(http)).SendAsync(http);
        }
        catch (Exception thrown) when (thrown is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested)
        {
            // Who asked has left.
        }
        catch (Exception thrown)
        {
            await RescueAsync(http, thrown);
        }
    }

    private async ValueTask<ApiReply> ReplyAsync(HttpContext http)
    {
        // What is decoded by now is all but the slash, so that one within a name stays there.
        var asked = http.Request.Path.Value ?? "";
        string[] parts = [.. asked.Split('/').Select(part => part.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase))];
        var found = _paths.Where(path => Fits(path.Parts, parts)).ToList();
        if (found.Count == 0)
        {
            return ApiReply.Missing("There is no such path. GET /api/openapi.json lists those that there are.");
        }

        var method = HttpMethods.IsHead(http.Request.Method) ? HttpMethods.Get : http.Request.Method;
        var (path, named) = found.FirstOrDefault(path => path.Path.Method == method);
        if (path is null)
        {
            var takes = found.Select(path => path.Path.Method).Distinct().ToArray();
            http.Response.Headers.Allow = string.Join(", ", takes);
            return ApiReply.Wrong($"This path takes {string.Join(" or ", takes)}.", StatusCodes.Status405MethodNotAllowed);
        }

        return (path.Method == HttpMethods.Get ? null : access.RefuseChange(http)) ?? await path.Answer(new ApiAsk(http, Names(named, parts), clock));
    }

    private async ValueTask RescueAsync(HttpContext http, Exception thrown)
    {
        if (http.Response.HasStarted)
        {
            notice($"The answer to {http.Request.Method} {http.Request.Path.Value} was cut short: {thrown.Message}");
            http.Abort();
            return;
        }

        http.Response.Headers.ContentLength = null;
        if (thrown is BadHttpRequestException bad)
        {
            await ApiReply.Wrong($"The request cannot be read: {bad.Message}", bad.StatusCode).SendAsync(http);
            return;
        }

        if (thrown is SqliteException)
        {
            await ApiReply.Wrong($"The ledger's database cannot be read: {thrown.Message}", StatusCodes.Status503ServiceUnavailable).SendAsync(http);
            return;
        }

        notice($"{http.Request.Method} {http.Request.Path.Value} failed: {thrown.GetType().Name}: {thrown.Message}");
        await ApiReply.Wrong("The gateway could not answer this; what it prints says why. Calls to models go on.", StatusCodes.Status500InternalServerError).SendAsync(http);
    }

    private static bool Fits(string[] pattern, string[] parts) =>
        pattern.Length == parts.Length && pattern.Zip(parts).All(pair => pair.First == pair.Second || (pair.First.StartsWith('{') && pair.Second.Length > 0));

    private static Dictionary<string, string> Names(string[] pattern, string[] parts) =>
        pattern.Zip(parts).Where(pair => pair.First.StartsWith('{')).ToDictionary(pair => pair.First[1..^1], pair => pair.Second);
}

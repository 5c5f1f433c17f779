namespace RelayPlane.Dashboard;

/// <summary>Finds which path a request means, lets only our own page change anything, and writes the answer.</summary>
/// <param name="token">What the page sends along with what changes something; a page of another origin cannot read it.</param>
internal sealed class Api(IReadOnlyList<ApiPath> paths, string token, TimeProvider clock)
{
    public const string TokenHeader = "x-relayplane-page";

    private readonly (ApiPath Path, string[] Parts)[] _paths = [.. paths.Select(path => (path, path.Path.Split('/')))];

    /// <returns>False where the path is not ours.</returns>
    public async ValueTask<bool> AnswerAsync(HttpContext http)
    {
        var asked = http.Request.Path.Value ?? "";
        string[] parts = [.. asked.Split('/').Select(Uri.UnescapeDataString)];
        var found = _paths.Where(path => Fits(path.Parts, parts)).ToList();
        if (found.Count == 0)
        {
            return false;
        }

        var method = HttpMethods.IsHead(http.Request.Method) ? HttpMethods.Get : http.Request.Method;
        var (path, named) = found.FirstOrDefault(path => path.Path.Method == method);
        var reply = path is null
            ? ApiReply.Wrong($"{asked} takes {string.Join(" or ", found.Select(path => path.Path.Method))}.", StatusCodes.Status405MethodNotAllowed)
            : await ReplyAsync(path, new ApiAsk(http, Names(named, parts), clock));
        http.Response.StatusCode = reply.Status;
        http.Response.Headers.CacheControl = "no-store";
        if (reply is { Write: { } write, ContentType: { } type })
        {
            http.Response.ContentType = type;
            await write(http);
        }

        return true;
    }

    private async ValueTask<ApiReply> ReplyAsync(ApiPath path, ApiAsk ask)
    {
        if (path.Method != HttpMethods.Get && ask.Http.Request.Headers[TokenHeader].ToString() != token)
        {
            return ApiReply.Wrong("Only the gateway's own page may change anything. Reload the page.", StatusCodes.Status403Forbidden);
        }

        return await path.Answer(ask);
    }

    private static bool Fits(string[] pattern, string[] parts) =>
        pattern.Length == parts.Length && pattern.Zip(parts).All(pair => pair.First == pair.Second || (pair.First.StartsWith('{') && pair.Second.Length > 0));

    private static Dictionary<string, string> Names(string[] pattern, string[] parts) =>
        pattern.Zip(parts).Where(pair => pair.First.StartsWith('{')).ToDictionary(pair => pair.First[1..^1], pair => pair.Second);
}

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
        var http = new DefaultHttpContext();
        using var answer = new MemoryStream();
        http.Request.Method = method;
        http.Request.Path = path.Split('?')[0];
        http.Request.QueryString = new(path.Contains('?', StringComparison.Ordinal) ? path[path.IndexOf('?', StringComparison.Ordinal)..] : "");
        http.Request.Headers[Access.PageHeader] = token;
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? ""));
        http.Response.Body = answer;
        await new Api(paths, TestAccess.Open, _ => { }, clock).AnswerAsync(http);
        return new(http.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()), http.Response.Headers);
    }
}

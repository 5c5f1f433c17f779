using System.Text.Json;
using RelayPlane.Dashboard;
using RelayPlane.Hosting;

namespace RelayPlane.Cli;

/// <summary>Talks to a gateway that runs in another process.</summary>
internal static class RunningGateway
{
    public static Task<string?> HealthAsync(RunningFile running, CancellationToken cancel) => GetAsync(running, "/health", cancel);

    public static Task<string?> LimitsAsync(RunningFile running, CancellationToken cancel) => GetAsync(running, "/api/limits", cancel);

    public static async Task<bool> IsUpAsync(RunningFile running, CancellationToken cancel) => await HealthAsync(running, cancel) is not null;

    /// <returns>Null where it does not answer, or what answers is a stranger.</returns>
    public static async Task<BudgetsAnswer?> BudgetsAsync(RunningFile running, CancellationToken cancel)
    {
        try
        {
            return await GetAsync(running, "/api/budgets", cancel) is { } text ? BudgetsAnswer.Read(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static Task<bool> ResetBudgetsAsync(RunningFile running, ResetAsk ask, CancellationToken cancel) =>
        CommandAsync(running, "/api/budgets/reset", new StringContent(ask.Write()), cancel);

    public static Task<bool> StopAsync(RunningFile running, CancellationToken cancel) => CommandAsync(running, "/api/stop", null, cancel);

    private static async Task<bool> CommandAsync(RunningFile running, string path, HttpContent? content, CancellationToken cancel)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(running.Address), path)) { Content = content };
        request.Headers.Add(Access.ControlHeader, running.Token);
        try
        {
            using var response = await http.SendAsync(request, cancel);
            return response.IsSuccessStatusCode;
        }
        catch (Exception thrown) when (thrown is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static async Task<string?> GetAsync(RunningFile running, string path, CancellationToken cancel)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(2) };
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(running.Address), path));
            request.Headers.Add(Access.ControlHeader, running.Token);
            using var response = await http.SendAsync(request, cancel);
            return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancel);
        }
        catch (Exception thrown) when (thrown is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }
}

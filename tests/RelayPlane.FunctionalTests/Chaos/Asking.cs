using System.Text;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests.Chaos;

/// <summary>A client that asks one thing and tells how it went.</summary>
internal static class Asking
{
    /// <param name="patience">Milliseconds that the client announces; of less than four seconds half is kept for the way back.</param>
    public static async Task<Told> AskAsync(
        this Lab lab, CancellationToken cancel, bool stream = false, int patience = 20_000, string model = "claude-x", string? agent = null, string path = "/v1/messages", string? body = null, string? key = "k")
    {
        body ??= stream ? $$"""{"model":"{{model}}","stream":true}""" : $$"""{"model":"{{model}}"}""";
        using var request = Post(path, body, ("x-relayplane-deadline-ms", patience.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        if (key is not null)
        {
            request.Headers.Add("x-api-key", key);
        }

        if (agent is not null)
        {
            request.Headers.Add("x-relayplane-agent", agent);
        }

        using var reply = await lab.Http.SendAsync(request, cancel);
        return new Told(
            (int)reply.StatusCode, Encoding.UTF8.GetString(await reply.Content.ReadAsByteArrayAsync(cancel)), One(reply, "x-should-retry"), reply.Headers.RetryAfter?.Delta?.TotalSeconds, One(reply, "x-relayplane-attempts"));
    }

    private static string? One(HttpResponseMessage reply, string name) => reply.Headers.TryGetValues(name, out var values) ? values.Single() : null;
}

/// <summary>What a client was told.</summary>
/// <param name="ShouldRetry"><c>x-should-retry</c>.</param>
/// <param name="RetryAfter">In seconds.</param>
internal sealed record Told(int Status, string Text, string? ShouldRetry, double? RetryAfter, string? Attempts);

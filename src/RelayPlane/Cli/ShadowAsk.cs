using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using RelayPlane.Config;
using RelayPlane.Hosting;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Replay.Calibrating;

namespace RelayPlane.Cli;

/// <summary>Sends the calls of a shadow run through the gateway that runs here, past all routing, and says on each what it is.</summary>
/// <param name="key">Whose calls they are; null where the gateway asks nobody for a key.</param>
internal sealed class ShadowAsk(RunningFile running, ClientKey? key) : IDisposable
{
    /// <summary>How long a call may wait for its turn and be tried again, which the gateway is told.</summary>
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    /// <summary>How long it may take as a whole: a long answer takes its time once it has begun.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(3);

    private const int LongestTrouble = 300;

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(running.Address), Timeout = s_longest };

    public void Dispose() => _http.Dispose();

    /// <summary>What the other model says.</summary>
    public Task<ShadowReply> AgainAsync(ShadowPair pair, CancellationToken cancel) =>
        ReplyAsync(PathOf(pair), pair.Request, pair.Model, pair.RecordedIsRouted ? "shadow-beside" : ShadowCall.Tag, pair.Id, cancel);

    public Task<ShadowReply> JudgeAsync(ShadowPair pair, byte[] body, CancellationToken cancel) => ReplyAsync("/v1/chat/completions", body, null, "judge-of", pair.Id, cancel);

    private async Task<ShadowReply> ReplyAsync(string path, ReadOnlyMemory<byte> body, string? model, string tag, string of, CancellationToken cancel)
    {
        try
        {
            using var response = await SendAsync(path, body, model, tag, of, cancel);
            var call = response.Headers.TryGetValues("x-relayplane-call-id", out var ids) ? ids.FirstOrDefault() : null;
            var reply = await response.Content.ReadAsByteArrayAsync(cancel);
            return response.IsSuccessStatusCode
                ? new(call, ReplyWords.Of(reply))
                : new(call, string.Empty, $"{((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)}{(Said(reply) is { } said ? $", {said}" : ".")}");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new(null, string.Empty, $"the gateway at {running.Address} hung up or cannot be reached ({failure.Message}).")
            {
                Sent = failure is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError },
            };
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(null, string.Empty, $"nothing came within {s_longest.TotalMinutes.ToString(CultureInfo.InvariantCulture)} minutes.");
        }
    }

    /// <summary>The message of an error in any client's format; null where there is none.</summary>
    private static string? Said(byte[] reply)
    {
        try
        {
            using var document = JsonDocument.Parse(reply);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
                && error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String
                && CallWords.Clean(message.GetString()!) is { Length: > 0 } text
                ? text[..Math.Min(text.Length, LongestTrouble)]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string path, ReadOnlyMemory<byte> body, string? model, string tag, string of, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue(ShadowCall.Agent, null));
        request.Headers.Add("x-relayplane-agent", ShadowCall.Agent);
        request.Headers.Add($"x-relayplane-tag-{tag}", of);
        request.Headers.Add("x-relayplane-bypass", "true");
        request.Headers.Add("x-relayplane-deadline-ms", s_deadline.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("anthropic-version", "2023-06-01");
        if (key is not null)
        {
            request.Headers.Add("x-api-key", key.Value);
        }

        if (model is not null)
        {
            request.Headers.Add("x-relayplane-model", model);
        }

        return await _http.SendAsync(request, cancel);
    }

    private static string PathOf(ShadowPair pair) => pair.Endpoint switch
    {
        "messages" => "/v1/messages",
        "responses" => "/v1/responses",
        "completions" => "/v1/completions",
        "generate_content" => "/v1beta/models/shadow:generateContent",
        "stream_generate_content" => "/v1beta/models/shadow:streamGenerateContent?alt=sse",
        _ => "/v1/chat/completions",
    };
}

using System.Net.Http.Headers;
using RelayPlane.Config;
using RelayPlane.Hosting;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Replay.Calibrating;

namespace RelayPlane.Cli;

/// <summary>Sends the calls of a shadow run through the gateway that runs here, past all routing, and says on each what it is.</summary>
/// <param name="key">Whose calls they are; null where the gateway asks nobody for a key.</param>
internal sealed class ShadowAsk(RunningFile running, ClientKey? key) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(running.Address), Timeout = TimeSpan.FromMinutes(10) };

    public void Dispose() => _http.Dispose();

    /// <summary>The call's id, and what the other model says; no words where it says none.</summary>
    public async Task<(string? Call, string Words)> AgainAsync(ShadowPair pair, CancellationToken cancel)
    {
        using var response = await SendAsync(PathOf(pair), pair.Request, pair.Model, pair.RecordedIsRouted ? "shadow-beside" : ShadowCall.Tag, pair.Id, cancel);
        var words = ReplyWords.Of(await response.Content.ReadAsByteArrayAsync(cancel));
        return (response.Headers.TryGetValues("x-relayplane-call-id", out var ids) ? ids.FirstOrDefault() : null, response.IsSuccessStatusCode ? words : string.Empty);
    }

    /// <summary>Null where the judge says nothing that can be read.</summary>
    public async Task<int?> JudgeAsync(ShadowPair pair, byte[] body, CancellationToken cancel)
    {
        using var response = await SendAsync("/v1/chat/completions", body, null, "judge-of", pair.Id, cancel);
        return response.IsSuccessStatusCode ? JudgePrompt.Verdict(ReplyWords.Of(await response.Content.ReadAsByteArrayAsync(cancel))) : null;
    }

    private async Task<HttpResponseMessage> SendAsync(string path, ReadOnlyMemory<byte> body, string? model, string tag, string of, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue(ShadowCall.Agent, null));
        request.Headers.Add("x-relayplane-agent", ShadowCall.Agent);
        request.Headers.Add($"x-relayplane-tag-{tag}", of);
        request.Headers.Add("x-relayplane-bypass", "true");
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

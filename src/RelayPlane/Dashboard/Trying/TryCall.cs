using System.Net;
using System.Text;
using System.Text.Json;
using RelayPlane.Gateway;

namespace RelayPlane.Dashboard.Trying;

/// <summary>A small call to the sandbox, sent to the gateway's own front door as a client would send it.</summary>
/// <param name="address">Where the gateway listens.</param>
internal sealed class TryCall(Func<Uri> address, TimeProvider clock)
{
    private const string Prompt = "Say in one sentence what a gateway for language models is good for.";
    private const int LongestText = 4000;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>API → the model that is asked for, the path, and the body.</summary>
    private static readonly Dictionary<string, (string Model, string Path, string Body)> s_calls = new()
    {
        ["anthropic"] = ("claude-sonnet-4-5", "/v1/messages", $$"""{"model":"sandbox/claude-sonnet-4-5","max_tokens":128,"messages":[{"role":"user","content":"{{Prompt}}"}]}"""),
        ["openai"] = ("gpt-4o", "/v1/chat/completions", $$"""{"model":"sandbox/gpt-4o","max_tokens":128,"messages":[{"role":"user","content":"{{Prompt}}"}]}"""),
        ["gemini"] = ("gemini-2.5-flash", "/v1beta/models/sandbox/gemini-2.5-flash:generateContent", $$$"""{"contents":[{"role":"user","parts":[{"text":"{{{Prompt}}}"}]}],"generationConfig":{"maxOutputTokens":128}}"""),
    };

    public static IReadOnlyList<string> Apis { get; } = [.. s_calls.Keys];

    /// <summary>The sandbox's model that a try of this API asks for.</summary>
    public static string ModelOf(string api) => s_calls[api].Model;

    /// <exception cref="HttpRequestException">The gateway cannot be reached.</exception>
    public async Task<TryAnswer> SendAsync(string api, CancellationToken cancel)
    {
        var (_, path, body) = s_calls[api];
        using var late = new CancellationTokenSource(s_patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        using var door = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Loopback(address()), path)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("x-relayplane-agent", "try-it");

        // No route takes it to a provider that costs something.
        request.Headers.Add("x-relayplane-bypass", "true");
        var began = clock.GetTimestamp();
        using var reply = await door.SendAsync(request, either.Token);
        var text = await reply.Content.ReadAsStringAsync(either.Token);
        var call = reply.Headers.TryGetValues(ReplyNames.CallId, out var ids) ? ids.First() : string.Empty;
        return new TryAnswer(call, (int)reply.StatusCode, Said(text), Math.Round(clock.GetElapsedTime(began).TotalMilliseconds, 1));
    }

    /// <summary>A gateway that listens everywhere is reached here.</summary>
    private static Uri Loopback(Uri listening) => listening.Host is "0.0.0.0" or "[::]" or "*" or "+"
        ? new UriBuilder(listening) { Host = IPAddress.Loopback.ToString() }.Uri
        : listening;

    /// <summary>What the model said, in whichever of the three shapes; else the error's message, else the body itself.</summary>
    private static string Said(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Cut(Path(json.RootElement, "content", "0", "text")
                ?? Path(json.RootElement, "choices", "0", "message", "content")
                ?? Path(json.RootElement, "candidates", "0", "content", "parts", "0", "text")
                ?? Path(json.RootElement, "error", "message")
                ?? body);
        }
        catch (JsonException)
        {
            return Cut(body);
        }
    }

    private static string? Path(JsonElement at, params string[] steps)
    {
        foreach (var step in steps)
        {
            if (at.ValueKind == JsonValueKind.Array && at.GetArrayLength() > 0)
            {
                at = at[0];
            }
            else if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step, out at))
            {
                return null;
            }
        }

        return at.ValueKind == JsonValueKind.String ? at.GetString() : null;
    }

    private static string Cut(string text) => text.Length > LongestText ? text[..LongestText] : text;
}

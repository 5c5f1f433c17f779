using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace RelayPlane.FunctionalTests.Translation;

/// <summary>Every provider of the catalog, and one of the user's own, from every client format: at its own address, with its own key, in a format that it speaks.</summary>
public sealed class EveryProviderTests
{
    private static readonly string[] s_providers =
        ["anthropic", "openai", "google", "xai", "openrouter", "deepseek", "groq", "mistral", "together", "fireworks", "perplexity", "ollama", "azure", "bedrock", "own"];

    public static TheoryData<string, string> Cells()
    {
        var cells = new TheoryData<string, string>();
        foreach (var provider in s_providers)
        {
            foreach (var client in new[] { "messages", "chat", "responses", "generate" })
            {
                cells.Add(provider, client);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_provider_is_reached_with_its_own_key_and_answers_in_the_clients_format(string name, string client)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var provider = new RawProvider((request, to, ended) => ReplyAsync(request, to, ended));
        await using var lab = await Lab.StartAsync(Config(provider.Address));

        using var reply = await lab.Http.SendAsync(Ask(name, client), cancel);
        var body = await reply.Content.ReadAsStringAsync(cancel);
        Assert.True(reply.StatusCode == HttpStatusCode.OK, body);
        Assert.Equal("Hello.", Text(client, body));
        Assert.Equal(name, reply.Headers.GetValues("x-relayplane-provider").Single());

        var sent = Assert.Single(provider.Requests);
        var path = sent.Line.Split(' ')[1];
        Assert.StartsWith($"/{name}/", path, StringComparison.Ordinal);
        Assert.Contains(sent.Headers, header => header.Contains(name == "bedrock" ? "Credential=AKIA" + name : "key-of-" + name, StringComparison.Ordinal));
        Assert.DoesNotContain(sent.Headers, header => s_providers.Any(other => other != name && header.Contains("key-of-" + other, StringComparison.Ordinal)));
        Assert.Contains("Say hello.", sent.Text, StringComparison.Ordinal);
    }

    private static string Config(string address)
    {
        var rows = s_providers.Select(name => $$"""
            "{{name}}": { "baseUrl": "{{address}}/{{name}}", "apiKey": "{{(name == "bedrock" ? "AKIA" + name + ":secret" : "key-of-" + name)}}" }
            """);
        return $$"""{ "providers": { {{string.Join(", ", rows)}} } }""";
    }

    private static HttpRequestMessage Ask(string provider, string client)
    {
        var model = $"{provider}/some-model";
        var (path, body) = client switch
        {
            "messages" => ("/v1/messages", $$"""{"model":"{{model}}","max_tokens":50,"messages":[{"role":"user","content":"Say hello."}]}"""),
            "chat" => ("/v1/chat/completions", $$"""{"model":"{{model}}","messages":[{"role":"user","content":"Say hello."}]}"""),
            "responses" => ("/v1/responses", $$"""{"model":"{{model}}","input":"Say hello."}"""),
            _ => ($"/v1beta/models/{Uri.EscapeDataString(model)}:generateContent", """{"contents":[{"role":"user","parts":[{"text":"Say hello."}]}]}"""),
        };
        return new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }

    private static Task ReplyAsync(RawRequest request, System.Net.Sockets.NetworkStream to, CancellationToken cancel)
    {
        var path = request.Line.Split(' ')[1].Split('?')[0];
        var body = path switch
        {
            _ when path.EndsWith("/messages", StringComparison.Ordinal) => """{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Hello."}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":5,"output_tokens":2}}""",
            _ when path.EndsWith("/chat/completions", StringComparison.Ordinal) => """{"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hello."},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7}}""",
            _ when path.EndsWith("/responses", StringComparison.Ordinal) => """{"id":"resp_1","object":"response","created_at":1,"status":"completed","model":"m","output":[{"id":"msg_1","type":"message","role":"assistant","status":"completed","content":[{"type":"output_text","text":"Hello.","annotations":[]}]}],"usage":{"input_tokens":5,"input_tokens_details":{"cached_tokens":0},"output_tokens":2,"output_tokens_details":{"reasoning_tokens":0},"total_tokens":7}}""",
            _ when path.EndsWith(":generateContent", StringComparison.Ordinal) => """{"candidates":[{"content":{"role":"model","parts":[{"text":"Hello."}]},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":5,"candidatesTokenCount":2,"totalTokenCount":7},"modelVersion":"m"}""",
            _ when path.EndsWith("/api/chat", StringComparison.Ordinal) => """{"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"Hello."},"done":true,"done_reason":"stop","prompt_eval_count":5,"eval_count":2}""",
            _ when path.EndsWith("/converse", StringComparison.Ordinal) => """{"output":{"message":{"role":"assistant","content":[{"text":"Hello."}]}},"stopReason":"end_turn","usage":{"inputTokens":5,"outputTokens":2,"totalTokens":7}}""",
            _ => null,
        };
        return RawProvider.WriteAsync(to, $"HTTP/1.1 {(body is null ? "404 Not Found" : "200 OK")}\r\ncontent-type: application/json\r\n", Encoding.UTF8.GetBytes(body ?? """{"error":{"message":"no such path"}}"""), cancel);
    }

    private static string? Text(string client, string body)
    {
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        return client switch
        {
            "messages" => root.GetProperty("content")[0].GetProperty("text").GetString(),
            "chat" => root.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString(),
            "responses" => root.GetProperty("output")[0].GetProperty("content")[0].GetProperty("text").GetString(),
            _ => root.GetProperty("candidates")[0].GetProperty("content").GetProperty("parts")[0].GetProperty("text").GetString(),
        };
    }
}

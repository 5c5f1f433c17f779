using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Pacing;
using Xunit;

namespace RelayPlane.Tests.Pacing;

/// <summary>Every documented error of the reference material, with the class that it must have. One that has no expectation fails.</summary>
public sealed class DocumentedErrorsTests
{
    private static readonly Dictionary<string, (SignalKind Kind, double? Wait)> Expected = new()
    {
        ["anthropic/anthropic.messages/400/0"] = (SignalKind.Rejected, null),
        ["anthropic/anthropic.messages/401/1"] = (SignalKind.KeyRejected, null),
        ["anthropic/anthropic.messages/402/2"] = (SignalKind.Exhausted, null),
        ["anthropic/anthropic.messages/403/3"] = (SignalKind.KeyRejected, null),
        ["anthropic/anthropic.messages/404/4"] = (SignalKind.Rejected, null), // Says nothing of a model: it may be a file.
        ["anthropic/anthropic.messages/409/5"] = (SignalKind.Faulted, null),
        ["anthropic/anthropic.messages/413/6"] = (SignalKind.Rejected, null),
        ["anthropic/anthropic.messages/429/7"] = (SignalKind.RateLimited, 7),
        ["anthropic/anthropic.messages/500/8"] = (SignalKind.Faulted, null),
        ["anthropic/anthropic.messages/504/9"] = (SignalKind.Faulted, null),
        ["anthropic/anthropic.messages/529/10"] = (SignalKind.Overloaded, null),
        ["anthropic/anthropic.messages/400/11"] = (SignalKind.Rejected, null),
        ["anthropic/anthropic.messages/200/12"] = (SignalKind.Overloaded, null),
        ["openai/openai.chat/400/13"] = (SignalKind.Rejected, null),
        ["openai/openai.chat/400/14"] = (SignalKind.Rejected, null),
        ["openai/openai.chat/403/15"] = (SignalKind.KeyRejected, null),
        ["openai/openai.chat/429/16"] = (SignalKind.RateLimited, 2),
        ["openai/openai.chat/429/17"] = (SignalKind.Exhausted, null),
        ["openai/openai.chat/500/18"] = (SignalKind.Faulted, null),
        ["openai/openai.chat/503/19"] = (SignalKind.Overloaded, null),
        ["openai/openai.responses/200/20"] = (SignalKind.RateLimited, 1.5),
        ["google/gemini.generateContent/400/21"] = (SignalKind.Rejected, null),
        ["google/gemini.generateContent/400/22"] = (SignalKind.Rejected, null),
        ["google/gemini.generateContent/403/23"] = (SignalKind.KeyRejected, null),
        ["google/gemini.generateContent/404/24"] = (SignalKind.Rejected, null),
        ["google/gemini.generateContent/429/25"] = (SignalKind.RateLimited, null),
        ["google/gemini.generateContent/500/26"] = (SignalKind.Faulted, null),
        ["google/gemini.generateContent/503/27"] = (SignalKind.Overloaded, null),
        ["google/gemini.generateContent/504/28"] = (SignalKind.Faulted, null),
        ["google/gemini.streamGenerateContent/503/29"] = (SignalKind.Overloaded, null),
        ["bedrock/bedrock.converse/429/30"] = (SignalKind.RateLimited, null),
        ["bedrock/bedrock.converse/503/31"] = (SignalKind.Overloaded, null),
        ["bedrock/bedrock.converse/424/32"] = (SignalKind.Faulted, null),
        ["openrouter/openai.chat/402/33"] = (SignalKind.Exhausted, null),
        ["openrouter/openai.chat/200/34"] = (SignalKind.Faulted, null),
        ["openrouter/openai.chat/200/35"] = (SignalKind.Faulted, null),
        ["xai/openai.chat/200/36"] = (SignalKind.Overloaded, null),
        ["mistral/openai.chat/422/37"] = (SignalKind.Rejected, null),
        ["mistral/openai.chat/429/38"] = (SignalKind.RateLimited, null),
        ["azure/openai.chat/400/39"] = (SignalKind.Rejected, null),
        ["deepseek/openai.chat/402/40"] = (SignalKind.Exhausted, null),
        ["groq/openai.chat/413/41"] = (SignalKind.TooLarge, null),
        ["groq/openai.chat/498/42"] = (SignalKind.Overloaded, null),
        ["ollama/ollama.chat/404/43"] = (SignalKind.ModelNotFound, null),
    };

    public static TheoryData<string> Rows() => [.. File.ReadLines(Shared.Path("fixtures/errors_documented.jsonl"))];

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Rows))]
    public void A_documented_error_has_its_class(string line)
    {
        using var row = JsonDocument.Parse(line);
        var id = row.RootElement.GetProperty("id").GetString()!["documented/".Length..];
        Assert.True(Expected.TryGetValue(id, out var expected), $"Nobody said what {id} means.");

        var response = row.RootElement.GetProperty("response");
        var headers = response.GetProperty("headers");
        var body = Encoding.UTF8.GetBytes(response.GetProperty("body_text").GetString()!);
        var signal = SignalReader.Of(
            RateProfiles.Find(row.RootElement.GetProperty("provider").GetString()!)!,
            response.GetProperty("status").GetInt32(),
            name => headers.TryGetProperty(name, out var value) ? value.GetString() : null,
            headers.GetProperty("content-type").GetString() == "text/event-stream" ? LastEvent(body) : body,
            Reply.Now);

        Assert.Equal((id, expected.Kind, expected.Wait), (id, signal.Kind, signal.Wait?.TotalSeconds));
        Assert.NotNull(signal.Message);
    }

    private static byte[] LastEvent(ReadOnlySpan<byte> stream)
    {
        var splitter = new SseSplitter();
        byte[] data = [];
        while (splitter.TryRead(ref stream, out var next))
        {
            data = next.Data.ToArray();
        }

        return data;
    }
}

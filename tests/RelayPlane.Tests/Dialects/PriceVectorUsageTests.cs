using System.Text;
using System.Text.Json;
using RelayPlane.Dialects.Anthropic;
using RelayPlane.Dialects.Gemini;
using RelayPlane.Dialects.OpenAI;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects;

public sealed class PriceVectorUsageTests
{
    [Fact]
    public void Every_price_vectors_classes_come_out_of_the_readers()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllBytes(Shared.Path("pricing/vectors.json")));
        foreach (var vector in vectors.RootElement.EnumerateArray())
        {
            var usage = Encoding.UTF8.GetBytes(vector.GetProperty("usage").GetRawText());
            var read = Read(vector.GetProperty("wire").GetString()!, usage)!.Value;
            var said = vector.GetProperty("buckets");
            var (reasoning, audio) = (Count(said, "reasoning"), Count(said, "input_audio"));
            var expected = new TokenUsage(
                Count(said, "input") + audio,
                Count(said, "cache_read"),
                Count(said, "cache_write_5m"),
                Count(said, "cache_write_1h"),
                Count(said, "output") + reasoning,
                reasoning) { InputAudio = audio, WebSearches = Count(said, "web_searches") };

            Assert.True(expected == read, $"{vector.GetProperty("id")}: {expected} is not {read}");
        }
    }

    private static TokenUsage? Read(string wire, byte[] usage)
    {
        if (wire != "anthropic-messages")
        {
            return wire == "gemini" ? GenerateUsage.Read(usage) : OpenAIUsage.Read(usage);
        }

        var messages = new MessagesUsage();
        messages.Overwrite(usage);
        return messages.ToTokens();
    }

    private static long Count(JsonElement buckets, string name) => buckets.TryGetProperty(name, out var count) ? count.GetInt64() : 0;
}

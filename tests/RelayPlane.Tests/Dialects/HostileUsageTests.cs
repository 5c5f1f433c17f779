using System.Text;
using CsCheck;
using RelayPlane.Dialects;
using RelayPlane.Dialects.Anthropic;
using RelayPlane.Dialects.Converse;
using RelayPlane.Dialects.Gemini;
using RelayPlane.Dialects.OpenAI;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects;

public sealed class HostileUsageTests
{
    private static readonly string[] s_names =
    [
        "input_tokens", "output_tokens", "cache_read_input_tokens", "cache_creation_input_tokens", "cache_creation", "ephemeral_5m_input_tokens",
        "ephemeral_1h_input_tokens", "output_tokens_details", "thinking_tokens", "server_tool_use", "web_search_requests", "iterations", "type",
        "prompt_tokens", "completion_tokens", "total_tokens", "prompt_tokens_details", "cached_tokens", "cache_write_tokens", "audio_tokens",
        "completion_tokens_details", "reasoning_tokens", "cached_tokens_details", "prompt_cache_miss_tokens", "num_search_queries",
        "promptTokenCount", "cachedContentTokenCount", "toolUsePromptTokenCount", "candidatesTokenCount", "thoughtsTokenCount",
        "promptTokensDetails", "cacheTokensDetails", "candidatesTokensDetails", "modality", "tokenCount",
        "inputTokens", "outputTokens", "cacheReadInputTokens", "cacheWriteInputTokens", "cacheDetails", "ttl", "service_tier", "speed",
    ];

    private static readonly Gen<string> s_name = Any(s_names);

    private static readonly Gen<string> s_value = Gen.Recursive<string>((depth, inner) => Gen.Frequency(
        (4, Gen.Long[0, 5000].Select(one => $"{one}")),
        (1, Gen.Long.Select(one => $"{one}")),
        (2, Any("-7", "1e300", "-1e300", "3.7", "99999999999999999999", "9223372036854775807", "\"12\"", "null", "true", "\"\"", "\"AUDIO\"", "\"1h\"", "\"compaction\"", "1e12", "[]", "{}")),
        (depth > 4 ? 0 : 2, Gen.Select(s_name, inner).Array[0, 6].Select(Object)),
        (depth > 4 ? 0 : 1, inner.Array[0, 3].Select(items => $"[{string.Join(',', items)}]"))));

    [Fact]
    public void No_class_is_negative_and_no_part_more_than_its_class_whatever_comes() =>
        Gen.Select(s_name, s_value).Array[0, 12].Select(Object).Sample(usage =>
        {
            var bytes = Encoding.UTF8.GetBytes(usage);
            var messages = new MessagesUsage();
            messages.Overwrite(bytes);
            TokenUsage?[] read = [messages.ToTokens(), OpenAIUsage.Read(bytes), GenerateUsage.Read(bytes), ConverseUsage.Read(bytes)];
            _ = ServedAs.In(bytes);
            foreach (var one in read)
            {
                Assert.True(one is null || Classes.AreSound(one.Value), $"{usage} gave {one}");
            }
        });

    private static Gen<string> Any(params string[] words) => Gen.Int[0, words.Length - 1].Select(at => words[at]);

    private static string Object((string Name, string Value)[] members) =>
        $"{{{string.Join(',', members.Select(one => $"\"{one.Name}\":{one.Value}"))}}}";
}

using RelayPlane.Metering;

namespace RelayPlane.Dialects.OpenAI;

/// <summary>
/// Reads the usage object of Chat Completions, Completions, Responses and Embeddings, and of the many who speak them. Input includes what was read
/// from and written to the cache, unless more was cached than there was input; output includes reasoning, unless only the stated total adds up
/// with it on top (xAI and Perplexity chat).
/// </summary>
internal static class OpenAIUsage
{
    public static TokenUsage? Read(ReadOnlySpan<byte> usage)
    {
        long? input = null, output = null, total = null, cached = null, written = null, reasoning = null;
        var walk = new JsonWalk(usage);
        while (walk.Open == '{' && walk.Next())
        {
            var name = walk.Name;
            if (name.SequenceEqual("prompt_tokens"u8) || name.SequenceEqual("input_tokens"u8))
            {
                input = JsonText.Count(walk.Value) ?? input;
            }
            else if (name.SequenceEqual("completion_tokens"u8) || name.SequenceEqual("output_tokens"u8))
            {
                output = JsonText.Count(walk.Value) ?? output;
            }
            else if (name.SequenceEqual("total_tokens"u8))
            {
                total = JsonText.Count(walk.Value);
            }
            else if (name.SequenceEqual("prompt_tokens_details"u8) || name.SequenceEqual("input_tokens_details"u8))
            {
                cached = JsonText.Count(JsonText.Member(walk.Value, "cached_tokens"u8)) ?? cached;
                written = JsonText.Count(JsonText.Member(walk.Value, "cache_write_tokens"u8)) ?? written;
            }
            else if (name.SequenceEqual("completion_tokens_details"u8) || name.SequenceEqual("output_tokens_details"u8))
            {
                reasoning = JsonText.Count(JsonText.Member(walk.Value, "reasoning_tokens"u8)) ?? reasoning;
            }
            else if (name.SequenceEqual("prompt_cache_hit_tokens"u8) || name.SequenceEqual("cached_tokens"u8)
                || name.SequenceEqual("num_cached_tokens"u8))
            {
                // DeepSeek, Together, Mistral; where the details say it too, they are right.
                cached ??= JsonText.Count(walk.Value);
            }
            else if (name.SequenceEqual("reasoning_tokens"u8))
            {
                reasoning ??= JsonText.Count(walk.Value);
            }
        }

        return input is null && output is null
            ? null
            : Disjoint(input ?? 0, output ?? 0, total, cached ?? 0, written ?? 0, reasoning ?? 0);
    }

    private static TokenUsage Disjoint(long input, long output, long? total, long cached, long written, long reasoning)
    {
        var fresh = cached > input ? input : Math.Max(input - cached - written, 0);
        var onTop = reasoning > 0 && total != input + output && (total == input + output + reasoning || (total is null && reasoning > output));
        var all = onTop ? output + reasoning : output;
        return new TokenUsage(fresh, cached, written, 0, all, Math.Min(reasoning, all));
    }
}

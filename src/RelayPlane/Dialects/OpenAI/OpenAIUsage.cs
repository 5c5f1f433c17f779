using RelayPlane.Metering;

namespace RelayPlane.Dialects.OpenAI;

/// <summary>
/// Reads the usage object of Chat Completions, Completions, Responses and Embeddings, and of the many who speak them. Input includes what was read
/// from and written to the cache, unless more was cached than there was input (Grok on Azure); output includes reasoning, unless only the stated total
/// adds up with it on top (xAI and Perplexity chat); input includes audio, unless only the total adds up with that (Voxtral).
/// </summary>
internal struct OpenAIUsage
{
    private long? _input;
    private long? _output;
    private long? _total;
    private long? _cached;
    private long? _missed;
    private long? _written;
    private long? _reasoning;
    private long? _searches;
    private long _audioIn;
    private long _audioCached;
    private long _audioOut;

    public static TokenUsage? Read(ReadOnlySpan<byte> usage)
    {
        var counts = new OpenAIUsage();
        var walk = new JsonWalk(usage);
        while (walk.Open == '{' && walk.Next())
        {
            counts.Take(walk.Name, walk.Value);
        }

        counts._input ??= counts._missed is { } missed ? missed + (counts._cached ?? 0) : null;
        return counts._input is null && counts._output is null ? null : counts.Disjoint(counts._input ?? 0, counts._output ?? 0);
    }

    private void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("prompt_tokens"u8) || name.SequenceEqual("input_tokens"u8))
        {
            _input = UsageCount.Of(value) ?? _input;
        }
        else if (name.SequenceEqual("completion_tokens"u8) || name.SequenceEqual("output_tokens"u8))
        {
            _output = UsageCount.Of(value) ?? _output;
        }
        else if (name.SequenceEqual("total_tokens"u8))
        {
            _total = UsageCount.Of(value);
        }
        else if (name.SequenceEqual("prompt_tokens_details"u8) || name.SequenceEqual("input_tokens_details"u8) || name.SequenceEqual("input_token_details"u8))
        {
            TakeInput(value);
        }
        else if (name.SequenceEqual("completion_tokens_details"u8) || name.SequenceEqual("output_tokens_details"u8) || name.SequenceEqual("output_token_details"u8))
        {
            _reasoning = UsageCount.In(value, "reasoning_tokens"u8) ?? _reasoning;
            _audioOut = UsageCount.In(value, "audio_tokens"u8) ?? _audioOut;
        }
        else
        {
            TakeOwn(name, value);
        }
    }

    private void TakeInput(ReadOnlySpan<byte> details)
    {
        var walk = new JsonWalk(details);
        while (walk.Open == '{' && walk.Next())
        {
            switch (walk.Name.Length)
            {
                case 13 when walk.Name.SequenceEqual("cached_tokens"u8):
                    _cached = UsageCount.Of(walk.Value) ?? _cached;
                    break;

                // OpenAI and OpenRouter.
                case 18 when walk.Name.SequenceEqual("cache_write_tokens"u8):
                    _written = UsageCount.Of(walk.Value) ?? _written;
                    break;

                // DashScope.
                case 27 when walk.Name.SequenceEqual("cache_creation_input_tokens"u8):
                    _written ??= UsageCount.Of(walk.Value);
                    break;
                case 12 when walk.Name.SequenceEqual("audio_tokens"u8):
                    _audioIn = UsageCount.Of(walk.Value) ?? _audioIn;
                    break;
                case 21 when walk.Name.SequenceEqual("cached_tokens_details"u8):
                    _audioCached = UsageCount.In(walk.Value, "audio_tokens"u8) ?? _audioCached;
                    break;
            }
        }
    }

    /// <summary>Names that not all have; where the details say the same, they are right.</summary>
    private void TakeOwn(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("prompt_cache_hit_tokens"u8) || name.SequenceEqual("cached_tokens"u8) || name.SequenceEqual("num_cached_tokens"u8))
        {
            // DeepSeek, Together, Mistral.
            _cached ??= UsageCount.Of(value);
        }
        else if (name.SequenceEqual("prompt_cache_miss_tokens"u8))
        {
            _missed = UsageCount.Of(value);
        }
        else if (name.SequenceEqual("reasoning_tokens"u8))
        {
            _reasoning ??= UsageCount.Of(value);
        }
        else if (name.SequenceEqual("num_search_queries"u8))
        {
            // Perplexity.
            _searches = UsageCount.Of(value) ?? _searches;
        }
        else if (name.SequenceEqual("server_tool_use"u8) || name.SequenceEqual("server_tool_use_details"u8))
        {
            // OpenRouter, in Anthropic's words.
            _searches = UsageCount.In(value, "web_search_requests"u8) ?? _searches;
        }
        else if (name.SequenceEqual("server_side_tool_usage_details"u8))
        {
            // xAI.
            _searches = UsageCount.In(value, "web_search_calls"u8) ?? _searches;
        }
    }

    private readonly TokenUsage Disjoint(long input, long output)
    {
        var (cached, written, reasoning) = (_cached ?? 0, _written ?? 0, _reasoning ?? 0);
        var said = input + output;
        var onTop = reasoning > 0 && _total != said && (_total == said + reasoning || (_total is null && reasoning > output));
        var heard = !onTop && _audioIn > 0 && _total == said + _audioIn;
        var all = heard ? input + _audioIn : input;
        var fresh = cached + written > all ? all : all - cached - written;
        var made = onTop ? output + reasoning : output;
        var audioCached = Math.Min(_audioCached, cached);
        return new TokenUsage(fresh, cached, written, 0, made, Math.Min(reasoning, made))
        {
            InputAudio = Math.Clamp(_audioIn - audioCached, 0, fresh),
            CacheReadAudio = audioCached,
            OutputAudio = Math.Min(_audioOut, made),
            WebSearches = _searches ?? 0,
        };
    }
}

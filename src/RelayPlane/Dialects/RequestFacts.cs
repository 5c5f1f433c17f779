using RelayPlane.Metering;

namespace RelayPlane.Dialects;

/// <summary>What the rooms need to know of a request body, and nothing else. Read in one scan of the top level; the body itself is never changed.</summary>
/// <param name="Model">The model the client names; null where the body names none.</param>
/// <param name="ModelValue">Where the model's JSON value stands in the body, quotes included; empty where it is in the path.</param>
/// <param name="Stream">Whether a streamed reply is asked for.</param>
/// <param name="StreamOptions">Where the value of <c>stream_options</c> stands in the body; empty where absent.</param>
/// <param name="IncludesUsage">Whether the client itself asked for usage in a Chat Completions stream.</param>
/// <param name="UserId">Anthropic's <c>metadata.user_id</c>, or OpenAI's <c>safety_identifier</c> or <c>user</c>.</param>
/// <param name="MaxOutput">The output limit the client set, in tokens.</param>
internal sealed record RequestFacts(
    string? Model, Range ModelValue, bool Stream, Range StreamOptions, bool IncludesUsage, string? UserId, long? MaxOutput)
{
    /// <summary>Where the prompt stands in the body.</summary>
    public PromptParts Prompt { get; init; }

    /// <summary>How many answers are asked for, each of which may be as long as <see cref="MaxOutput"/>: at least 1.</summary>
    public long Choices { get; init; } = 1;

    /// <summary>OpenAI's <c>prompt_cache_key</c>; null for none.</summary>
    public string? CacheKey { get; init; }

    /// <summary>How the client asks to be served, where that changes the rates: <c>service_tier</c>, <c>speed</c>, <c>inference_geo</c>.</summary>
    public RateModifiers Served { get; init; }

    /// <summary>About how long the prompt is, in tokens, before any calibration. Measured once: it takes a look at all of it.</summary>
    public double PromptTokens { get; init; }

    /// <summary>The id of something that only one provider and account holds (<c>previous_response_id</c>, <c>conversation</c>, <c>container</c>, <c>cachedContent</c>, a <c>file_id</c> in the prompt); null for none.</summary>
    public string? StatefulId { get; init; }

    /// <summary>Whether OpenAI is told, with <c>"store": true</c>, to keep the answer for calls that go on from its id. That it keeps all by default says nothing of what the client means.</summary>
    public bool IsStored { get; init; }

    /// <summary>OpenAI's <c>prompt_cache_key</c> of a call that carries encrypted reasoning from turn to turn, which only the account that it was made for can read; null for none.</summary>
    public string? ReasoningThread { get; init; }

    public static RequestFacts None { get; } = new(null, default, false, default, false, null, null);
}

using System.Globalization;
using System.Text;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Mending;

/// <summary>
/// Mends a Chat Completions body for a provider or model of another taste: members are renamed, clamped or left out aloud, by the model's traits alone.
/// What the traits say nothing of is the client's, byte for byte.
/// </summary>
internal sealed class ChatMending(ModelTraits traits, bool takesIncludeUsage)
{
    private readonly List<string> _dropped = [];
    private bool _limited;
    private bool _thinks;
    private bool _hasThinking;
    private bool _hasUser;

    public Mended Apply(ReadOnlyMemory<byte> body)
    {
        Look(body.Span);
        var messages = new ChatMessageMending(traits, Drop);
        var mended = Members.Rewrite(body.Span, (name, value) => value.SequenceEqual("null"u8) ? Nothing(name)
            : name.SequenceEqual("messages"u8) ? MemberChange.Of(messages.Apply(value))
            : name.SequenceEqual("tools"u8) ? MemberChange.Of(traits.CacheMarks == CacheMarks.None && traits.Strict ? messages.WithoutMarks(value) : null)
            : Member(Encoding.UTF8.GetString(name), value));
        return new Mended(mended is null ? body : mended, _dropped);
    }

    /// <summary>What one member's fate has to do with others.</summary>
    private void Look(ReadOnlySpan<byte> body)
    {
        var effort = JsonText.OrNull(JsonText.Member(body, "reasoning_effort"u8));
        _thinks = !traits.SamplingWithThinking && effort is not (null or "none");
        _hasThinking = JsonText.IsObject(JsonText.Member(body, "thinking"u8));
        _hasUser = JsonText.OrNull(JsonText.Member(body, "user"u8)) is not null && JsonText.OrNull(JsonText.Member(body, "safety_identifier"u8)) is not null;
    }

    /// <summary>A member that is null says nothing; its other name must not stand beside it once it has this one.</summary>
    private static MemberChange Nothing(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("max_tokens"u8) || name.SequenceEqual("max_completion_tokens"u8) || name.SequenceEqual("user"u8) || name.SequenceEqual("safety_identifier"u8)
            ? MemberChange.Drop
            : MemberChange.Keep;

    private MemberChange Member(string name, ReadOnlySpan<byte> value) => traits.Refuses.Contains(name) ? Dropped(name) : name switch
    {
        "temperature" or "top_p" or "logprobs" or "top_logprobs" when _thinks => Dropped(name),
        "max_tokens" or "max_completion_tokens" => Limit(name),
        "temperature" => traits.Temperature ? Clamped(value) : Dropped(name),
        "top_p" => DropUnless(traits.TopP, name),
        "seed" => DropUnless(traits.Seed, name),
        "frequency_penalty" or "presence_penalty" => DropUnless(traits.Penalties, name),
        "logprobs" or "top_logprobs" => DropUnless(traits.Logprobs, name),
        "logit_bias" => DropUnless(traits.LogitBias, name),
        "stop" => Stop(value),
        "parallel_tool_calls" => DropUnless(traits.ParallelFlag, name),
        "stream_options" => takesIncludeUsage ? MemberChange.Keep : MemberChange.Drop,
        "user" or "safety_identifier" => EndUser(name),
        "reasoning_effort" => Effort(name, value),
        "top_k" => DropUnless(traits.TopK || !traits.Strict, name),
        "service_tier" => DropUnless(traits.ServiceTier || !traits.Strict, name),
        "metadata" or "store" => DropUnless(traits.Metadata || !traits.Strict, name),
        "verbosity" => DropUnless(traits.Verbosity || !traits.Strict, name),
        "prompt_cache_key" or "prompt_cache_options" or "prompt_cache_retention" => DropUnless(traits.CacheKey || !traits.Strict, name),
        _ => MemberChange.Keep,
    };

    /// <summary>One of the two names is enough.</summary>
    private MemberChange Limit(string name)
    {
        if (_limited)
        {
            return MemberChange.Drop;
        }

        _limited = true;
        return name == traits.LimitField ? MemberChange.Keep : MemberChange.Named(traits.LimitField);
    }

    /// <summary>The first so many; the rest is left out aloud.</summary>
    private MemberChange Stop(ReadOnlySpan<byte> value)
    {
        if (traits.StopMax == 0)
        {
            return Dropped("stop");
        }

        var taken = 0;
        var fewer = Members.Rewrite(value, (_, _) => ++taken > traits.StopMax ? MemberChange.Drop : MemberChange.Keep);
        if (fewer is not null)
        {
            Drop("stop");
        }

        return MemberChange.Of(fewer);
    }

    private MemberChange Clamped(ReadOnlySpan<byte> value)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var warmth) || warmth <= traits.TemperatureMax)
        {
            return MemberChange.Keep;
        }

        Drop("temperature");
        return MemberChange.Of(Encoding.UTF8.GetBytes(traits.TemperatureMax.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Of two names the target's own stays; one alone takes it.</summary>
    private MemberChange EndUser(string name) =>
        traits.EndUserField.Length == 0 || (_hasUser && name != traits.EndUserField && name != "user") ? Dropped(name)
        : name == traits.EndUserField || name == "user" ? MemberChange.Keep
        : MemberChange.Named(traits.EndUserField);

    private MemberChange Effort(string name, ReadOnlySpan<byte> value)
    {
        if (!JsonText.TryRead(value, out var word) || Efforts.Read(word) is not { } effort)
        {
            return MemberChange.Keep;
        }

        switch (traits.Reasoning)
        {
            case ReasoningStyle.Effort:
                var nearest = traits.Efforts.Count == 0 ? word : Efforts.Nearest(effort, traits.Efforts);
                return nearest == word ? MemberChange.Keep : MemberChange.Of(Encoding.UTF8.GetBytes($"\"{nearest}\""));
            case ReasoningStyle.Switch when _hasThinking:
                return MemberChange.Drop; // The client said it in the target's own words.
            case ReasoningStyle.Switch:
                return new MemberChange(ChangeKind.Change, "thinking", effort == Neutral.Effort.None ? "{\"type\":\"disabled\"}"u8.ToArray() : "{\"type\":\"enabled\"}"u8.ToArray());
            case ReasoningStyle.None when traits.Strict:
                return Dropped(name);
            default:
                return MemberChange.Keep;
        }
    }

    private MemberChange DropUnless(bool taken, string name) => taken ? MemberChange.Keep : Dropped(name);

    private MemberChange Dropped(string name)
    {
        Drop(name);
        return MemberChange.Drop;
    }

    private void Drop(string name)
    {
        if (!_dropped.Contains(name))
        {
            _dropped.Add(name);
        }
    }
}

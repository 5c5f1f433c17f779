using RelayPlane.Catalog;
using RelayPlane.Metering;

namespace RelayPlane.Dialects;

/// <summary>What one scan has found so far, member by member. Of a member that is given twice the last counts, as in the providers' parsers; two models are refused.</summary>
internal struct RequestFindings
{
    private string? _safetyId;
    private string? _userId;
    private Range _modelValue;
    private Range _streamOptions;
    private bool _seesModel;
    private bool _includesUsage;
    private long? _maxOutput;
    private long _choices;
    private string? _cacheKey;
    private string? _tier;
    private string? _speed;
    private string? _geo;
    private PromptParts _prompt;
    private StateFindings _state;

    public string? Model { get; private set; }

    public bool Stream { get; set; }

    public bool HasPrompt { get; private set; }

    /// <summary>Notes one top-level member; returns the refusal if it cannot be.</summary>
    public Refusal? Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, Range range, Endpoint endpoint)
    {
        _prompt = _prompt.With(name, range);
        if (ApiOf.Endpoint(endpoint) == Api.Gemini)
        {
            TakeGemini(name, value, range, endpoint);
            return null;
        }

        switch (name.Length)
        {
            case 5 when name.SequenceEqual("model"u8):
                return TakeModel(value, range);
            case 6 when name.SequenceEqual("stream"u8):
                return TakeStream(value);
            case 14 when name.SequenceEqual("stream_options"u8):
                _streamOptions = range;
                _includesUsage = JsonText.Member(value, "include_usage"u8).SequenceEqual("true"u8);
                break;
            case 6 when name.SequenceEqual("prompt"u8):
                HasPrompt = JsonText.IsObject(value);
                break;
            case 1 when name.SequenceEqual("n"u8):
            case 7 when name.SequenceEqual("best_of"u8):
                _choices = Math.Max(_choices, JsonText.Count(value) ?? 1);
                break;
            case 12 when name.SequenceEqual("service_tier"u8):
                _tier = JsonText.OrNull(value);
                break;
            case 5 when name.SequenceEqual("speed"u8):
                _speed = JsonText.OrNull(value);
                break;
            case 13 when name.SequenceEqual("inference_geo"u8):
                _geo = JsonText.OrNull(value);
                break;
            case 10 when name.SequenceEqual("max_tokens"u8):
            case 21 when name.SequenceEqual("max_completion_tokens"u8):
            case 17 when name.SequenceEqual("max_output_tokens"u8):
                // Not every provider reads the same one of two, and one that nobody reads must not hide how much may be written.
                _maxOutput = Limit(value) is { } limit ? Math.Max(limit, _maxOutput ?? 0) : _maxOutput;
                break;
            default:
                TakeUser(name, value, endpoint);
                _state.Take(name, value, endpoint);
                break;
        }

        return null;
    }

    private void TakeGemini(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, Range range, Endpoint endpoint)
    {
        if (name.SequenceEqual("generationConfig"u8) || name.SequenceEqual("generation_config"u8))
        {
            TakeGenerationConfig(value);
        }
        else if (endpoint == Endpoint.GeminiCountTokens && name.SequenceEqual("generateContentRequest"u8))
        {
            // The call that is counted stands within.
            var from = range.Start.Value;
            var walk = new JsonWalk(value);
            while (walk.Open == '{' && walk.Next())
            {
                _prompt = _prompt.With(walk.Name, (from + walk.ValueStart)..(from + walk.ValueEnd));
            }
        }
        else
        {
            _state.Take(name, value, endpoint);
        }
    }

    private void TakeGenerationConfig(ReadOnlySpan<byte> config)
    {
        var walk = new JsonWalk(config);
        while (walk.Open == '{' && walk.Next())
        {
            if (walk.Name.SequenceEqual("maxOutputTokens"u8) || walk.Name.SequenceEqual("max_output_tokens"u8))
            {
                _maxOutput = Limit(walk.Value);
            }
            else if (walk.Name.SequenceEqual("candidateCount"u8) || walk.Name.SequenceEqual("candidate_count"u8))
            {
                _choices = JsonText.Count(walk.Value) ?? 1;
            }
        }
    }

    /// <summary>A limit of zero or below is none: some servers read -1 so.</summary>
    private static long? Limit(ReadOnlySpan<byte> value) => JsonText.Count(value) is > 0 and var limit ? limit : null;

    public readonly RequestFacts ToFacts() =>
        new(Model, _modelValue, Stream, _streamOptions, _includesUsage, _safetyId ?? _userId, _maxOutput)
        {
            Prompt = _prompt,
            Choices = Math.Max(1, _choices),
            CacheKey = _cacheKey,
            Served = new RateModifiers(_tier, _speed, _geo),
            StatefulId = _state.Id,
            IsStored = _state.IsStored,
            ReasoningThread = _state.ReasoningThread,
        };

    private Refusal? TakeModel(ReadOnlySpan<byte> value, Range range)
    {
        if (_seesModel)
        {
            return Invalid("The request body has \"model\" twice; the gateway cannot tell which one is meant.", "model");
        }

        _seesModel = true;
        if (value.SequenceEqual("null"u8))
        {
            return null;
        }

        if (value[0] != '"')
        {
            return Invalid($"\"model\" must be a string (at byte {range.Start.Value}).", "model");
        }

        if (value.Length > JsonText.Longest)
        {
            return Invalid($"\"model\" is longer than {JsonText.Longest} bytes (at byte {range.Start.Value}).", "model");
        }

        Model = JsonText.OrNull(value);
        _modelValue = range;
        return Model is null ? Invalid($"\"model\" must be a non-empty string of valid UTF-8 (at byte {range.Start.Value}).", "model") : null;
    }

    private Refusal? TakeStream(ReadOnlySpan<byte> value)
    {
        Stream = value.SequenceEqual("true"u8);
        return Stream || value.SequenceEqual("false"u8) || value.SequenceEqual("null"u8)
            ? null
            : Invalid("\"stream\" must be true or false.", "stream");
    }

    private void TakeUser(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, Endpoint endpoint)
    {
        if (endpoint is Endpoint.Messages or Endpoint.CountTokens)
        {
            if (name.SequenceEqual("metadata"u8))
            {
                _userId = JsonText.OrNull(JsonText.Member(value, "user_id"u8));
            }
        }
        else if (name.SequenceEqual("safety_identifier"u8))
        {
            _safetyId = JsonText.OrNull(value);
        }
        else if (name.SequenceEqual("prompt_cache_key"u8))
        {
            _cacheKey = JsonText.OrNull(value);
        }
        else if (name.SequenceEqual("user"u8))
        {
            _userId = JsonText.OrNull(value);
        }
    }

    private static Refusal Invalid(string message, string param) => new(RefusalKind.InvalidRequest, message, param);
}

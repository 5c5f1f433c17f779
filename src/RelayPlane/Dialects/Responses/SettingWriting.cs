using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>Writes everything of a request that is neither said nor a tool, as far as the model takes it.</summary>
internal sealed class SettingWriting(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses)
{
    /// <summary>OpenAI refuses a lower <c>max_output_tokens</c>.</summary>
    private const long LeastOutput = 16;

    /// <summary>In characters: the longest <c>safety_identifier</c>.</summary>
    private const int LongestEndUser = 128;

    private readonly bool _same = request.From == WireFormat.Responses;
    private readonly ModelTraits _traits = target.Traits;

    public void Write()
    {
        if (request.MaxOutput is { } limit)
        {
            json.WriteNumber("max_output_tokens"u8, _same ? limit : Math.Max(Math.Min(limit, _traits.MaxOutput ?? limit), LeastOutput));
        }

        var topP = request.TopP is not null && (_same || (_traits.TopP && (_traits.TemperatureWithTopP || request.Temperature is null)));
        Number("temperature"u8, Field.Temperature, _same ? request.Temperature : request.Temperature is { } hot ? Math.Min(hot, _traits.TemperatureMax) : null, _traits.Temperature);
        Number("top_p"u8, Field.TopP, request.TopP, topP);
        Unknown();
        Reasoning();
        Text();
        EndUser();
        if (request.Metadata is { } metadata && Takes(Field.Metadata, _traits.Metadata))
        {
            json.WritePropertyName("metadata"u8);
            metadata.WriteTo(json);
        }

        if (request.ServiceTier is { } tier && Takes(Field.ServiceTier, _traits.ServiceTier))
        {
            json.WriteString("service_tier"u8, tier == "standard_only" ? "default" : tier);
        }

        if (request.CacheKey is { } key && Takes(Field.CacheKey, _traits.CacheKey))
        {
            json.WriteString("prompt_cache_key"u8, key);
        }
    }

    private bool Takes(Field field, bool taken)
    {
        if (!_same && !taken)
        {
            losses.Drop(field);
        }

        return _same || taken;
    }

    private void Number(ReadOnlySpan<byte> name, Field field, double? value, bool taken)
    {
        if (value is { } number && Takes(field, taken))
        {
            json.WriteNumber(name, number);
        }
    }

    /// <summary>OpenAI's Responses has no place for these. They are written for a client that wrote them in this format itself, for its own server.</summary>
    private void Unknown()
    {
        Number("frequency_penalty"u8, Field.FrequencyPenalty, request.FrequencyPenalty is 0 && !_same ? null : request.FrequencyPenalty, taken: false);
        Number("presence_penalty"u8, Field.PresencePenalty, request.PresencePenalty is 0 && !_same ? null : request.PresencePenalty, taken: false);
        if (request.TopK is { } topK && Takes(Field.TopK, taken: false))
        {
            json.WriteNumber("top_k"u8, topK);
        }

        if (request.Seed is { } seed && Takes(Field.Seed, taken: false))
        {
            json.WriteNumber("seed"u8, seed);
        }

        if (request.Stop.Count > 0)
        {
            losses.Drop(Field.Stop);
        }
    }

    private void Reasoning()
    {
        if (request.Reasoning is not { } ask)
        {
            return;
        }

        var effort = _same ? ask.Effort : ask.AsEffort;
        if (!_same && _traits.Reasoning == ReasoningStyle.None)
        {
            if (effort is not (null or Effort.None))
            {
                losses.Drop(Field.Reasoning);
            }

            return;
        }

        var summary = ask.Summary ?? (!_same && ask.Show == true && effort != Effort.None ? "auto" : null);
        if (!_same && effort is null && summary is null)
        {
            return;
        }

        json.WriteStartObject("reasoning"u8);
        if (effort is { } wanted)
        {
            json.WriteString("effort"u8, _same ? Efforts.Word(wanted) : Efforts.Nearest(wanted == Effort.None && !_traits.ThinkingOff ? Effort.Minimal : wanted, _traits.Efforts));
        }

        if (summary is not null)
        {
            json.WriteString("summary"u8, summary);
        }

        Nested("reasoning.");
        json.WriteEndObject();
    }

    private void Text()
    {
        var format = request.Format is { } wanted && (_same || CanFormat(wanted)) ? wanted : null;
        var verbosity = request.Verbosity is not null && Takes(Field.Verbosity, _traits.Verbosity) ? request.Verbosity : null;
        if (format is null && verbosity is null && !HasNested("text."))
        {
            return;
        }

        json.WriteStartObject("text"u8);
        if (format is not null)
        {
            Format(format);
        }

        if (verbosity is not null)
        {
            json.WriteString("verbosity"u8, verbosity);
        }

        Nested("text.");
        json.WriteEndObject();
    }

    private bool CanFormat(OutputFormat format)
    {
        var can = (format.Schema is null ? _traits.JsonObject : _traits.JsonSchema) && (_traits.JsonWithTools || request.Tools.Count == 0);
        if (!can)
        {
            losses.Refuse(Field.Format, $"cannot be held to at {target.Provider}/{target.Model}{(request.Tools.Count > 0 ? " with tools" : string.Empty)}");
        }

        return can;
    }

    private void Format(OutputFormat format)
    {
        json.WriteStartObject("format"u8);
        json.WriteString("type"u8, format.Schema is null ? "json_object"u8 : "json_schema"u8);
        if (format.Schema is { } schema)
        {
            json.WriteString("name"u8, format.Name ?? "response");
            json.WritePropertyName("schema"u8);
            schema.WriteTo(json);
        }

        if (format.Description is { } description)
        {
            json.WriteString("description"u8, description);
        }

        if (format.Strict is { } strict)
        {
            json.WriteBoolean("strict"u8, strict);
        }

        Nested("text.format.");
        json.WriteEndObject();
    }

    /// <summary>In its own format the member that the client wrote is among the rest.</summary>
    private void EndUser()
    {
        if (_same || request.EndUser is not { } user)
        {
            return;
        }

        if (_traits.EndUserField.Length == 0)
        {
            losses.Drop(Field.EndUser);
            return;
        }

        json.WriteString(_traits.EndUserField, user.Length <= LongestEndUser ? user : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(user))));
    }

    private bool HasNested(string prefix) => _same && request.Rest.Any(member => IsWithin(member, prefix));

    /// <summary>What the client wrote within an object beside what is known of it.</summary>
    private void Nested(string prefix)
    {
        foreach (var member in _same ? request.Rest : [])
        {
            if (IsWithin(member, prefix))
            {
                json.WritePropertyName(member.Name.AsSpan(prefix.Length));
                member.Value.WriteTo(json);
            }
        }
    }

    private static bool IsWithin(RestMember member, string prefix) =>
        member.Name.StartsWith(prefix, StringComparison.Ordinal) && !member.Name.AsSpan(prefix.Length).Contains('.');
}

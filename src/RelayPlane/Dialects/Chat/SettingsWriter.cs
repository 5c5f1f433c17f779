using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>Writes limits, sampling, and who asks: each where the model takes it, left out aloud where it does not.</summary>
internal sealed class SettingsWriter(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses)
{
    private readonly ModelTraits _traits = target.Traits;

    public void Write()
    {
        if (request.MaxOutput is { } limit && Takes(_traits.LimitField, Field.MaxOutput, true))
        {
            json.WriteNumber(_traits.LimitField, Math.Min(limit, _traits.MaxOutput ?? limit));
        }

        Sampling();
        Stops();
        Text("verbosity", Field.Verbosity, request.Verbosity, _traits.Verbosity);
        EndUser();
        Text("service_tier", Field.ServiceTier, Tier(), _traits.ServiceTier);
        Text("prompt_cache_key", Field.CacheKey, request.CacheKey, _traits.CacheKey);
        if (request.Metadata is { } metadata && Takes("metadata", Field.Metadata, _traits.Metadata))
        {
            json.WritePropertyName("metadata"u8);
            metadata.WriteTo(json);
        }
    }

    private void Sampling()
    {
        var temperature = request.Temperature is null ? null : request.Temperature > _traits.TemperatureMax ? _traits.TemperatureMax : request.Temperature;
        Number("temperature", Field.Temperature, temperature, _traits.Temperature);
        Number("top_p", Field.TopP, request.TopP, _traits.TopP && (_traits.TemperatureWithTopP || temperature is null || !_traits.Temperature));
        Number("frequency_penalty", Field.FrequencyPenalty, request.FrequencyPenalty, _traits.Penalties);
        Number("presence_penalty", Field.PresencePenalty, request.PresencePenalty, _traits.Penalties);
        Whole("top_k", Field.TopK, request.TopK, _traits.TopK);
        Whole("seed", Field.Seed, request.Seed, _traits.Seed);
    }

    private void Stops()
    {
        if (request.Stop.Count > _traits.StopMax)
        {
            losses.Drop(Field.Stop);
        }

        var many = Math.Min(request.Stop.Count, _traits.StopMax);
        if (many == 0 || !Takes("stop", Field.Stop, true))
        {
            return;
        }

        json.WriteStartArray("stop"u8);
        for (var at = 0; at < many; at++)
        {
            json.WriteStringValue(request.Stop[at]);
        }

        json.WriteEndArray();
    }

    private void EndUser()
    {
        if (_traits.EndUserField.Length > 0)
        {
            Text(_traits.EndUserField, Field.EndUser, request.EndUser, true);
        }
        else if (request.EndUser is not null)
        {
            losses.Drop(Field.EndUser);
        }
    }

    /// <summary>Other formats' words for the tiers, in OpenAI's.</summary>
    private string? Tier() => request.From == WireFormat.Chat || request.From == WireFormat.Responses
        ? request.ServiceTier
        : request.ServiceTier?.ToLowerInvariant() switch { "standard_only" or "standard" => "default", var other => other };

    private void Number(string name, Field field, double? value, bool taken)
    {
        if (value is { } number && Takes(name, field, taken))
        {
            json.WriteNumber(name, number);
        }
    }

    private void Whole(string name, Field field, long? value, bool taken)
    {
        if (value is { } number && Takes(name, field, taken))
        {
            json.WriteNumber(name, number);
        }
    }

    private void Text(string name, Field field, string? value, bool taken)
    {
        if (value is not null && Takes(name, field, taken))
        {
            json.WriteString(name, value);
        }
    }

    private bool Takes(string name, Field field, bool taken)
    {
        if (taken && !_traits.Refuses.Contains(name))
        {
            return true;
        }

        losses.Drop(field);
        return false;
    }
}

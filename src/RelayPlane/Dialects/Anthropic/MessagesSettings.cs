using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>Writes sampling, stop sequences, tier and the end user; says what of a request has no place beside them.</summary>
internal sealed class MessagesSettings(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses)
{
    /// <summary>Whatever the traits say, this format goes no higher.</summary>
    private const double HottestTemperature = 1;

    private readonly bool _same = request.From == WireFormat.Messages;

    public void Write(MessagesThinking thinking)
    {
        Sampling(thinking.Type == "enabled");
        Stop();
        Tier();
        if (!_same && request.EndUser is not null)
        {
            json.WriteStartObject("metadata"u8);
            json.WriteString("user_id"u8, request.EndUser);
            json.WriteEndObject();
        }

        DropIf(request.Seed is not null, Field.Seed);
        DropIf(request.FrequencyPenalty is not (null or 0), Field.FrequencyPenalty);
        DropIf(request.PresencePenalty is not (null or 0), Field.PresencePenalty);
        DropIf(request.Verbosity is not (null or "medium"), Field.Verbosity);
        DropIf(request.CacheKey is not null, Field.CacheKey);
        DropIf(request.Metadata is not null, Field.Metadata);
    }

    /// <param name="budgeted">A model that thinks with a budget takes no sampling beside it.</param>
    private void Sampling(bool budgeted)
    {
        var traits = target.Traits;
        if (request.Temperature is { } temperature)
        {
            var hottest = Math.Min(traits.TemperatureMax, HottestTemperature);
            var takes = traits.Temperature && !budgeted;
            DropIf(!takes || temperature > hottest, Field.Temperature);
            if (takes)
            {
                json.WriteNumber("temperature"u8, Math.Min(temperature, hottest));
            }
        }

        if (request.TopP is { } top)
        {
            var takes = traits.TopP && !budgeted && (traits.TemperatureWithTopP || request.Temperature is null || !traits.Temperature);
            DropIf(!takes, Field.TopP);
            if (takes)
            {
                json.WriteNumber("top_p"u8, top);
            }
        }

        if (request.TopK is { } most)
        {
            var takes = traits.TopK && !budgeted;
            DropIf(!takes, Field.TopK);
            if (takes)
            {
                json.WriteNumber("top_k"u8, most);
            }
        }
    }

    /// <summary>A sequence of white space alone is refused; how many there are does not matter.</summary>
    private void Stop()
    {
        IReadOnlyList<string> taken = target.Traits.StopMax == 0 ? [] : _same ? request.Stop : [.. request.Stop.Where(one => !string.IsNullOrWhiteSpace(one))];
        DropIf(taken.Count < request.Stop.Count, Field.Stop);
        if (taken.Count == 0)
        {
            return;
        }

        json.WriteStartArray("stop_sequences"u8);
        foreach (var one in taken)
        {
            json.WriteStringValue(one);
        }

        json.WriteEndArray();
    }

    /// <summary>Anthropic's <c>auto</c> takes what priority there is, <c>standard_only</c> none; there is nothing slower and cheaper.</summary>
    private void Tier()
    {
        var tier = _same ? request.ServiceTier : request.ServiceTier switch
        {
            "auto" or "priority" => "auto",
            "default" or "standard" or "standard_only" => "standard_only",
            _ => null,
        };
        if (tier is not null && (_same || target.Traits.ServiceTier))
        {
            json.WriteString("service_tier"u8, tier);
        }
        else
        {
            DropIf(request.ServiceTier is not (null or "auto" or "default" or "standard"), Field.ServiceTier);
        }
    }

    private void DropIf(bool lost, Field field)
    {
        if (lost)
        {
            losses.Drop(field);
        }
    }
}

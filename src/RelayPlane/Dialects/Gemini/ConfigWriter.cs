using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Writes <c>generationConfig</c>.</summary>
internal sealed class ConfigWriter(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses)
{
    /// <summary>The most that every thinking model takes as a budget (gemini-2.5-flash), in tokens.</summary>
    private const long MostBudget = 24576;

    private readonly ModelTraits _traits = target.Traits;

    public void Write()
    {
        json.WriteStartObject("generationConfig");
        Number("maxOutputTokens", request.MaxOutput is { } most && _traits.MaxOutput is { } limit ? Math.Min(most, limit) : request.MaxOutput);
        Number("temperature", request.Temperature is { } warm ? Math.Min(warm, _traits.TemperatureMax) : null, _traits.Temperature, Field.Temperature);
        Number("topP", request.TopP, _traits.TopP && (request.Temperature is null || _traits.TemperatureWithTopP), Field.TopP);
        Number("topK", request.TopK, _traits.TopK, Field.TopK);
        Number("seed", request.Seed, _traits.Seed, Field.Seed);
        Number("frequencyPenalty", request.FrequencyPenalty, _traits.Penalties, Field.FrequencyPenalty);
        Number("presencePenalty", request.PresencePenalty, _traits.Penalties, Field.PresencePenalty);
        WriteStop();
        if (request.From == WireFormat.Generate)
        {
            WriteOwn();
        }
        else
        {
            WriteReasoning();
            WriteFormat();
        }

        json.WriteEndObject();
    }

    private void Number(string name, double? value, bool takes, Field field)
    {
        if (value is { } number && takes)
        {
            json.WriteNumber(name, number);
        }
        else if (value is not null)
        {
            losses.Drop(field);
        }
    }

    private void Number(string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private void WriteStop()
    {
        var count = Math.Min(request.Stop.Count, _traits.StopMax);
        if (count < request.Stop.Count)
        {
            losses.Drop(Field.Stop);
        }

        if (count == 0)
        {
            return;
        }

        json.WriteStartArray("stopSequences");
        for (var at = 0; at < count; at++)
        {
            json.WriteStringValue(request.Stop[at]);
        }

        json.WriteEndArray();
    }

    /// <summary>What came from Gemini's own format goes up as it was written.</summary>
    private void WriteOwn()
    {
        foreach (var member in request.Rest)
        {
            if (!member.Name.StartsWith(GenerateRequestReader.ConfigPrefix, StringComparison.Ordinal))
            {
                continue;
            }

            var name = member.Name[GenerateRequestReader.ConfigPrefix.Length..];
            var level = name is "thinkingConfig" or "thinking_config" && member.Value.Any("thinkingLevel", "thinking_level") is not null;
            if (level && _traits.Reasoning == ReasoningStyle.Budget)
            {
                WriteReasoning();
                continue;
            }

            json.WritePropertyName(name);
            member.Value.WriteTo(json);
        }
    }

    private void WriteReasoning()
    {
        if (request.Reasoning is not { } ask || (ask.AsEffort is null && ask.Enabled is null && ask.Show is null))
        {
            return;
        }

        var off = ask.AsEffort == Effort.None;
        if (_traits.Reasoning is not (ReasoningStyle.Budget or ReasoningStyle.Level))
        {
            if (!off)
            {
                losses.Drop(Field.Reasoning);
            }

            return;
        }

        json.WriteStartObject("thinkingConfig");
        if (_traits.Reasoning == ReasoningStyle.Budget)
        {
            if ((ask.AsBudget ?? (ask.Enabled == true ? -1 : null)) is { } budget)
            {
                json.WriteNumber("thinkingBudget", Budget(budget));
            }
        }
        else if (ask.AsEffort is { } effort)
        {
            json.WriteString("thinkingLevel", Level(effort));
        }

        json.WriteBoolean("includeThoughts", !off && ask.Show != false);
        json.WriteEndObject();
    }

    private long Budget(long budget) =>
        budget < 0 ? -1
        : budget == 0 && _traits.ThinkingOff ? 0
        : Math.Clamp(budget, Math.Min(_traits.BudgetMin, MostBudget), MostBudget);

    private string Level(Effort wanted) =>
        Efforts.Nearest(wanted == Effort.None ? Effort.Minimal : wanted, _traits.Efforts.Count > 0 ? _traits.Efforts : ["minimal", "low", "medium", "high"]).ToUpperInvariant();

    private void WriteFormat()
    {
        if (request.Format is not { } format)
        {
            return;
        }

        var takes = format.Schema is null ? _traits.JsonObject : _traits.JsonSchema;
        if (!takes || (request.Tools.Count > 0 && !_traits.JsonWithTools))
        {
            losses.Refuse(Field.Format, takes ? $"does not go with tools at {target.Provider}/{target.Model}" : $"is not taken by {target.Provider}/{target.Model}");
            return;
        }

        json.WriteString("responseMimeType", "application/json");
        if (format.Schema is not { } schema)
        {
            return;
        }

        if (_traits.FullSchema)
        {
            json.WritePropertyName("responseJsonSchema");
            schema.WriteTo(json);
        }
        else
        {
            json.WritePropertyName("responseSchema");
            new SchemaSubset(schema).Write(json);
        }
    }
}

using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Converse;

/// <summary>Writes one request.</summary>
internal sealed class ConverseRequestWriter(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses)
{
    public void Write()
    {
        losses.Take(request.Rest, target);
        Unsaid.Settings(request, losses);
        var plan = ConversePlan.Of(new ConverseFit(request, target, losses).Turns());
        var forced = request.ToolChoice is { Forces: true } && !target.Traits.ForcedToolsWithThinking;
        var reasoning = ConverseReasoning.Of(request, target, forced || (plan.ContinuesWithoutThought && target.Traits.Reasoning == Catalog.ReasoningStyle.Budget), losses);
        json.WriteStartObject();
        Conversation(plan);
        Inference(reasoning);
        new ConverseToolWriter(json, request, target, losses).Write(plan.HasTools);
        Format();
        More(reasoning);
        json.WriteEndObject();
    }

    private void Conversation(ConversePlan plan)
    {
        var blocks = new ConverseBlockWriter(json, target);
        if (plan.System.Count > 0)
        {
            json.WriteStartArray("system"u8);
            foreach (var block in plan.System)
            {
                blocks.Write(block);
            }

            json.WriteEndArray();
        }

        json.WriteStartArray("messages"u8);
        foreach (var message in plan.Messages)
        {
            blocks.Message(message);
        }

        json.WriteEndArray();
    }

    private void Inference(ConverseReasoning reasoning)
    {
        json.WriteStartObject("inferenceConfig"u8);
        if (reasoning.MaxOutput is { } max)
        {
            json.WriteNumber("maxTokens"u8, max);
        }

        var traits = target.Traits;
        var temperature = Taken(Field.Temperature, request.Temperature, traits.Temperature && (!reasoning.Budgeted || request.Temperature == 1));
        if (temperature is { } real)
        {
            json.WriteNumber("temperature"u8, Math.Min(real, Math.Min(traits.TemperatureMax, 1)));
        }

        if (Taken(Field.TopP, request.TopP, traits.TopP && !reasoning.Budgeted && (temperature is null || traits.TemperatureWithTopP)) is { } top)
        {
            json.WriteNumber("topP"u8, top);
        }

        Taken(Field.Seed, request.Seed, false);
        Taken(Field.FrequencyPenalty, request.FrequencyPenalty is 0 ? null : request.FrequencyPenalty, false);
        Taken(Field.PresencePenalty, request.PresencePenalty is 0 ? null : request.PresencePenalty, false);
        Stops();
        json.WriteEndObject();
    }

    private void Stops()
    {
        if (request.Stop.Count == 0)
        {
            return;
        }

        if (target.Traits.StopMax == 0)
        {
            losses.Refuse(Field.Stop, $"cannot be given to {target.Provider}/{target.Model}");
            return;
        }

        json.WriteStartArray("stopSequences"u8);
        foreach (var stop in request.Stop)
        {
            if (string.IsNullOrWhiteSpace(stop))
            {
                // Refused by Claude.
                losses.Drop(Field.Stop);
            }
            else
            {
                json.WriteStringValue(stop);
            }
        }

        json.WriteEndArray();
    }

    private void Format()
    {
        if (request.Format is not { } format)
        {
            return;
        }

        if (format.Schema is not { } schema || !target.Traits.JsonSchema)
        {
            losses.Refuse(Field.Format, format.Schema is null ? $"needs a schema at {target.Provider}" : $"cannot be held by {target.Provider}/{target.Model}");
            return;
        }

        json.WriteStartObject("outputConfig"u8);
        json.WriteStartObject("textFormat"u8);
        json.WriteString("type"u8, "json_schema"u8);
        json.WriteStartObject("structure"u8);
        json.WriteStartObject("jsonSchema"u8);
        json.WriteString("schema"u8, schema.Compact());
        if (format.Name is not null)
        {
            json.WriteString("name"u8, format.Name);
        }

        if (format.Description is not null)
        {
            json.WriteString("description"u8, format.Description);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>What each family of models has in its own words.</summary>
    private void More(ConverseReasoning reasoning)
    {
        var top = Taken(Field.TopK, request.TopK, target.Traits.TopK && !reasoning.Budgeted);
        if (!reasoning.Says && top is null)
        {
            return;
        }

        json.WriteStartObject("additionalModelRequestFields"u8);
        reasoning.Write(json);
        if (top is { } k)
        {
            json.WriteNumber("top_k"u8, k);
        }

        json.WriteEndObject();
    }

    private T? Taken<T>(Field field, T? value, bool takes)
        where T : struct
    {
        if (value is not null && !takes)
        {
            losses.Drop(field);
            return null;
        }

        return value;
    }
}

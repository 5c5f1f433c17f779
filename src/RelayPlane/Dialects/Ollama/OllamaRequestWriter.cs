using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Ollama;

/// <summary>Writes one request.</summary>
internal sealed class OllamaRequestWriter(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses)
{
    public void Write()
    {
        losses.Take(request.Rest, target);
        Unsaid.Settings(request, losses);
        json.WriteStartObject();
        json.WriteString("model"u8, target.Model);
        json.WriteStartArray("messages"u8);
        foreach (var message in new OllamaTurns(request, target, losses).Messages())
        {
            Message(message);
        }

        json.WriteEndArray();
        Tools();
        Format();
        Think();
        Options();

        // It streams unless it is told not to.
        json.WriteBoolean("stream"u8, request.Stream);
        json.WriteEndObject();
    }

    private void Message(OllamaMessage message)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, message.Role);
        json.WriteString("content"u8, string.Join("\n\n", message.Texts));
        if (message.Thoughts.Count > 0)
        {
            json.WriteString("thinking"u8, string.Join("\n\n", message.Thoughts));
        }

        if (message.Images.Count > 0)
        {
            json.WriteStartArray("images"u8);
            foreach (var image in message.Images)
            {
                json.WriteStringValue(image);
            }

            json.WriteEndArray();
        }

        if (message.Calls.Count > 0)
        {
            json.WriteStartArray("tool_calls"u8);
            foreach (var call in message.Calls)
            {
                Call(call);
            }

            json.WriteEndArray();
        }

        if (message.ToolName is { Length: > 0 } name)
        {
            json.WriteString("tool_name"u8, name);
        }

        json.WriteEndObject();
    }

    private void Call(ToolCallBlock call)
    {
        json.WriteStartObject();
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, target.ToolNames.Up(call.Name));
        json.WritePropertyName("arguments"u8);
        json.WriteArguments(call);

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Tools()
    {
        var tools = Unsaid.Tools(request, target, losses);
        if (tools.Count == 0 || request.ToolChoice?.Mode == ToolChoiceMode.None)
        {
            // There is no word for that none may be called; without them none can.
            return;
        }

        if (request.ToolChoice is { Forces: true })
        {
            losses.Refuse(Field.ToolChoice, $"cannot be forced at {target.Provider}/{target.Model}");
        }

        if (request.ParallelTools == false)
        {
            losses.Drop(Field.ParallelTools);
        }

        json.WriteStartArray("tools"u8);
        foreach (var tool in tools)
        {
            Tool(tool);
        }

        json.WriteEndArray();
    }

    private void Tool(ToolDef tool)
    {
        if (tool.Strict == true)
        {
            losses.Drop(Field.StrictTools);
        }

        if (tool.Cache is not null)
        {
            losses.Drop(Field.CacheMarks);
        }

        json.WriteStartObject();
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, target.ToolNames.Up(tool.Name));
        json.WriteString("description"u8, tool.Description ?? string.Empty);
        json.WritePropertyName("parameters"u8);
        if (tool.Freeform)
        {
            json.WriteRawValue("""{"type":"object","properties":{"input":{"type":"string"}},"required":["input"]}"""u8, skipInputValidation: true);
        }
        else if (tool.Schema is { ValueKind: JsonValueKind.Object } schema)
        {
            schema.WriteTo(json);
        }
        else
        {
            json.WriteRawValue("""{"type":"object","properties":{}}"""u8, skipInputValidation: true);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Format()
    {
        if (request.Format is not { } format)
        {
            return;
        }

        if (format.Schema is { } schema)
        {
            json.WritePropertyName("format"u8);
            schema.WriteTo(json);
        }
        else
        {
            json.WriteString("format"u8, "json"u8);
        }
    }

    /// <summary>A model that cannot think refuses to be told to.</summary>
    private void Think()
    {
        if (request.Reasoning is not { } ask || (ask.AsEffort is null && ask.Enabled is null))
        {
            return;
        }

        var off = ask.AsEffort == Effort.None;
        var style = target.Traits.Reasoning;
        if (off && (style == ReasoningStyle.Effort || !target.Traits.ThinkingOff))
        {
            losses.Drop(Field.Reasoning);
        }
        else if (off)
        {
            json.WriteBoolean("think"u8, false);
        }
        else if (style == ReasoningStyle.None)
        {
            losses.Drop(Field.Reasoning);
        }
        else if (style is ReasoningStyle.Effort or ReasoningStyle.Level && ask.AsEffort is { } effort)
        {
            json.WriteString("think"u8, effort switch { Effort.Minimal or Effort.Low => "low"u8, Effort.Medium => "medium"u8, _ => "high"u8 });
        }
        else
        {
            json.WriteBoolean("think"u8, true);
        }
    }

    private void Options()
    {
        json.WriteStartObject("options"u8);
        Number("num_predict"u8, request.MaxOutput);
        Number("temperature"u8, request.Temperature);
        Number("top_p"u8, request.TopP);
        Number("top_k"u8, request.TopK);
        Number("seed"u8, request.Seed);
        Number("frequency_penalty"u8, request.FrequencyPenalty);
        Number("presence_penalty"u8, request.PresencePenalty);
        if (request.Stop.Count > 0)
        {
            json.WriteStartArray("stop"u8);
            foreach (var stop in request.Stop)
            {
                json.WriteStringValue(stop);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private void Number(ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } whole)
        {
            json.WriteNumber(name, whole);
        }
    }

    private void Number(ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } real)
        {
            json.WriteNumber(name, real);
        }
    }
}

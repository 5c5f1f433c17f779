using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Writes <c>tools</c> and <c>toolConfig</c>: all functions in one declaration, then what Google runs itself.</summary>
internal sealed class ToolsWriter(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses)
{
    private static readonly JsonElement s_freeform = GenerateJson.Make(json =>
        json.WriteRawValue("""{"type":"object","properties":{"input":{"type":"string"}},"required":["input"]}"""));

    public void Write()
    {
        if (request.Tools.Count == 0)
        {
            return;
        }

        json.WriteStartArray("tools");
        if (request.Tools.Any(tool => tool.Hosted == HostedTool.None))
        {
            json.WriteStartObject();
            json.WriteStartArray("functionDeclarations");
            foreach (var tool in request.Tools)
            {
                if (tool.Hosted == HostedTool.None)
                {
                    WriteFunction(tool);
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        foreach (var tool in request.Tools)
        {
            if (tool.Hosted != HostedTool.None)
            {
                WriteHosted(tool);
            }
        }

        json.WriteEndArray();
        WriteChoice();
    }

    private void WriteFunction(ToolDef tool)
    {
        if (tool.Cache is not null)
        {
            losses.Drop(Field.CacheMarks);
        }

        json.WriteStartObject();
        json.WriteString("name", target.ToolNames.Up(tool.Name));
        json.WriteString("description", tool.Description ?? string.Empty);
        if ((tool.Freeform ? s_freeform : tool.Schema) is { } schema && TakesAny(schema))
        {
            if (target.Traits.FullSchema)
            {
                json.WritePropertyName("parametersJsonSchema");
                schema.WriteTo(json);
            }
            else
            {
                json.WritePropertyName("parameters");
                new SchemaSubset(schema).Write(json);
            }
        }

        json.WriteEndObject();
    }

    /// <summary>Whether a call has any argument; an object without properties is refused by Gemini, so it is left out (bug B43).</summary>
    private static bool TakesAny(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object
        && (schema.Get("properties") is { } properties ? properties.ValueKind == JsonValueKind.Object && properties.GetPropertyCount() > 0
            : (schema.Get("$ref") ?? schema.Get("anyOf") ?? schema.Get("oneOf") ?? schema.Get("allOf")) is not null
                || schema.Get("additionalProperties") is { ValueKind: JsonValueKind.Object });

    private void WriteHosted(ToolDef tool)
    {
        if (request.From == WireFormat.Generate && tool.Raw is { } raw)
        {
            json.WriteStartObject();
            json.WritePropertyName(tool.Name);
            raw.WriteTo(json);
            json.WriteEndObject();
            return;
        }

        var path = tool.Path ?? "tools";
        if (tool.Hosted == HostedTool.Other)
        {
            losses.Foreign(path, $"is a tool that {target.Provider} does not run");
            return;
        }

        if (tool.WebSearch is { AllowedDomains.Count: > 0 } or { BlockedDomains.Count: > 0 })
        {
            losses.Refuse($"{path}.domains", $"cannot be said to {target.Provider}/{target.Model}");
        }

        if (tool.WebSearch is { MaxUses: not null })
        {
            losses.Drop($"{path}.max_uses");
        }

        json.WriteStartObject();
        json.WriteStartObject("googleSearch");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteChoice()
    {
        var choice = request.ToolChoice;
        var strict = Strict();
        if (request.ParallelTools == false)
        {
            losses.Drop(Field.ParallelTools);
        }

        if (choice is { Forces: true } && !target.Traits.ForcedTools)
        {
            losses.Refuse(Field.ToolChoice, $"cannot be forced at {target.Provider}/{target.Model}");
            choice = null;
        }

        if (choice is null && !strict)
        {
            return;
        }

        json.WriteStartObject("toolConfig");
        json.WriteStartObject("functionCallingConfig");
        json.WriteString("mode", choice?.Mode switch
        {
            ToolChoiceMode.None => "NONE",
            ToolChoiceMode.Any or ToolChoiceMode.Named or ToolChoiceMode.AllowedAny => "ANY",
            ToolChoiceMode.AllowedAuto => "VALIDATED",
            _ => strict ? "VALIDATED" : "AUTO",
        });
        if (choice is { Names.Count: > 0 })
        {
            json.WriteStartArray("allowedFunctionNames");
            foreach (var name in choice.Names)
            {
                json.WriteStringValue(target.ToolNames.Up(name));
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private bool Strict()
    {
        var strict = request.Tools.Any(tool => tool.Strict == true);
        if (strict && !target.Traits.StrictTools)
        {
            losses.Drop(Field.StrictTools);
        }

        return strict && target.Traits.StrictTools;
    }
}

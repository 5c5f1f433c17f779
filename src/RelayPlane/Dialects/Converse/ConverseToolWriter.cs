using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Converse;

/// <summary>Writes <c>toolConfig</c>.</summary>
internal sealed class ConverseToolWriter(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses)
{
    /// <param name="inHistory">Whether the conversation has calls or results of tools: then Bedrock refuses a request without any tool.</param>
    public void Write(bool inHistory)
    {
        var tools = Unsaid.Tools(request, target, losses);
        var choice = request.ToolChoice;
        if (request.ParallelTools == false && tools.Count > 0)
        {
            losses.Drop(Field.ParallelTools);
        }

        if (choice?.Mode == ToolChoiceMode.None)
        {
            // Converse has no word for it; without the tools none can be called.
            tools.Clear();
        }

        if (tools.Count == 0 && !inHistory)
        {
            return;
        }

        json.WriteStartObject("toolConfig"u8);
        json.WriteStartArray("tools"u8);
        foreach (var tool in tools)
        {
            Tool(tool);
        }

        if (tools.Count == 0)
        {
            Placeholder();
        }

        json.WriteEndArray();
        if (tools.Count > 0 && choice is not null)
        {
            Choice(choice);
        }

        json.WriteEndObject();
    }

    private void Tool(ToolDef tool)
    {
        json.WriteStartObject();
        json.WriteStartObject("toolSpec"u8);
        json.WriteString("name"u8, target.ToolNames.Up(tool.Name));
        if (!string.IsNullOrWhiteSpace(tool.Description))
        {
            json.WriteString("description"u8, tool.Description);
        }

        json.WriteStartObject("inputSchema"u8);
        json.WritePropertyName("json"u8);
        Schema(tool);
        json.WriteEndObject();
        if (tool.Strict is { } strict)
        {
            if (target.Traits.StrictTools)
            {
                json.WriteBoolean("strict"u8, strict);
            }
            else if (strict)
            {
                losses.Drop(Field.StrictTools);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
        if (tool.Cache is not null)
        {
            if (target.Traits.CacheMarks == CacheMarks.Point)
            {
                new ConverseBlockWriter(json, target).Mark(tool.Cache);
            }
            else
            {
                losses.Drop(Field.CacheMarks);
            }
        }
    }

    /// <summary>Always one of an object.</summary>
    private void Schema(ToolDef tool)
    {
        if (tool.Freeform)
        {
            json.WriteRawValue("""{"type":"object","properties":{"input":{"type":"string"}},"required":["input"]}"""u8, skipInputValidation: true);
            return;
        }

        if (tool.Schema is not { ValueKind: JsonValueKind.Object } schema)
        {
            json.WriteRawValue("""{"type":"object","properties":{}}"""u8, skipInputValidation: true);
            return;
        }

        json.WriteStartObject();
        if (schema.Get("type") is null)
        {
            json.WriteString("type"u8, "object"u8);
        }

        foreach (var member in schema.EnumerateObject())
        {
            if (member.Name != "type" || member.Value.ValueKind != JsonValueKind.Null)
            {
                member.WriteTo(json);
            }
        }

        json.WriteEndObject();
    }

    private void Placeholder()
    {
        json.WriteStartObject();
        json.WriteStartObject("toolSpec"u8);
        json.WriteString("name"u8, "unavailable"u8);
        json.WriteString("description"u8, "Tools cannot be called any more. Never call this."u8);
        json.WriteStartObject("inputSchema"u8);
        json.WritePropertyName("json"u8);
        json.WriteRawValue("""{"type":"object","properties":{}}"""u8, skipInputValidation: true);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Choice(ToolChoice choice)
    {
        if (choice.Forces && !target.Traits.ForcedTools)
        {
            losses.Refuse(Field.ToolChoice, $"cannot be forced at {target.Provider}/{target.Model}");
            return;
        }

        json.WriteStartObject("toolChoice"u8);
        if (choice.Mode == ToolChoiceMode.Named)
        {
            json.WriteStartObject("tool"u8);
            json.WriteString("name"u8, target.ToolNames.Up(choice.Names[0]));
        }
        else
        {
            json.WriteStartObject(choice.Forces ? "any"u8 : "auto"u8);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}

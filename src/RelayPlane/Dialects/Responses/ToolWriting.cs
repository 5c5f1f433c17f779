using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>Writes tools and the choice among them.</summary>
internal sealed class ToolWriting(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses)
{
    public void Tools()
    {
        if (request.Tools.Count == 0)
        {
            return;
        }

        json.WriteStartArray("tools"u8);
        foreach (var tool in request.Tools)
        {
            if (request.From == WireFormat.Responses && tool.Raw is { } raw && target.ToolNames.Up(tool.Name) == tool.Name)
            {
                raw.WriteTo(json);
            }
            else
            {
                Tool(tool);
            }
        }

        json.WriteEndArray();
    }

    private void Tool(ToolDef tool)
    {
        switch (tool)
        {
            case { Hosted: HostedTool.Other }:
                losses.Foreign(tool.Path ?? FieldNames.Of(request.From, Field.Tools), $"is a hosted tool that {target.Provider} does not run in this format");
                break;
            case { Hosted: HostedTool.WebSearch }:
                WebSearch(tool);
                break;
            default:
                json.WriteStartObject();
                json.WriteString("type"u8, tool.Freeform ? "custom"u8 : "function"u8);
                json.WriteString("name"u8, target.ToolNames.Up(tool.Name));
                if (tool.Description is { } description)
                {
                    json.WriteString("description"u8, description);
                }

                if (tool.Freeform)
                {
                    Grammar(tool.Raw);
                }
                else
                {
                    Function(tool);
                }

                json.WriteEndObject();
                break;
        }

        if (tool.Cache is not null)
        {
            losses.Drop(Field.CacheMarks);
        }
    }

    private void Function(ToolDef tool)
    {
        json.WritePropertyName("parameters"u8);
        if (tool.Schema is { } schema)
        {
            schema.WriteTo(json);
        }
        else
        {
            json.WriteRawValue("""{"type":"object","properties":{}}"""u8, skipInputValidation: true);
        }

        // Left out, it would mean true, and refuse most schemas.
        var strict = tool.Strict == true && target.Traits.StrictTools;
        json.WriteBoolean("strict"u8, strict);
        if (tool.Strict == true && !strict)
        {
            losses.Drop(Field.StrictTools);
        }
    }

    /// <summary>Chat nests what is flat here.</summary>
    private void Grammar(JsonElement? raw)
    {
        if (raw?.Get("custom")?.Get("format") is not { } format)
        {
            return;
        }

        json.WriteStartObject("format"u8);
        json.WriteString("type"u8, format.Text("type") ?? "text");
        if (format.Get("grammar") is { } grammar)
        {
            json.WriteString("syntax"u8, grammar.Text("syntax") ?? "lark");
            json.WriteString("definition"u8, grammar.Text("definition") ?? string.Empty);
        }

        json.WriteEndObject();
    }

    private void WebSearch(ToolDef tool)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "web_search"u8);
        if (tool.WebSearch is { AllowedDomains.Count: > 0 } ask)
        {
            json.WriteStartObject("filters"u8);
            json.WriteStartArray("allowed_domains"u8);
            foreach (var domain in ask.AllowedDomains)
            {
                json.WriteStringValue(domain);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (tool.WebSearch is { BlockedDomains.Count: > 0 } or { MaxUses: not null })
        {
            losses.Drop(tool.WebSearch.BlockedDomains.Count > 0 ? "tools.blocked_domains" : "tools.max_uses");
        }
    }

    public void Choice()
    {
        var same = request.From == WireFormat.Responses;
        if (request.ToolChoice is { } choice && (same || request.Tools.Count > 0))
        {
            if (choice.Forces && !same && !CanForce())
            {
                losses.Refuse(Field.ToolChoice, $"cannot be forced at {target.Provider}/{target.Model}");
            }
            else
            {
                Choice(choice);
            }
        }

        if (request.ParallelTools is not { } parallel || (!same && request.Tools.Count == 0))
        {
            return;
        }

        if (parallel || target.Traits.ParallelFlag || same)
        {
            json.WriteBoolean("parallel_tool_calls"u8, parallel);
        }
        else
        {
            losses.Drop(Field.ParallelTools);
        }
    }

    private bool CanForce() =>
        target.Traits.ForcedTools && (target.Traits.ForcedToolsWithThinking || request.Reasoning?.AsEffort is null or Effort.None);

    private void Choice(ToolChoice choice)
    {
        switch (choice.Mode)
        {
            case ToolChoiceMode.Auto:
                json.WriteString("tool_choice"u8, "auto"u8);
                break;
            case ToolChoiceMode.Any:
                json.WriteString("tool_choice"u8, "required"u8);
                break;
            case ToolChoiceMode.None:
                json.WriteString("tool_choice"u8, "none"u8);
                break;
            case ToolChoiceMode.Named:
                json.WriteStartObject("tool_choice"u8);
                Name(choice.Names[0]);
                json.WriteEndObject();
                break;
            default:
                json.WriteStartObject("tool_choice"u8);
                json.WriteString("type"u8, "allowed_tools"u8);
                json.WriteString("mode"u8, choice.Forces ? "required"u8 : "auto"u8);
                json.WriteStartArray("tools"u8);
                foreach (var name in choice.Names)
                {
                    json.WriteStartObject();
                    Name(name);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
                break;
        }
    }

    private void Name(string name)
    {
        var freeform = false;
        foreach (var tool in request.Tools)
        {
            freeform |= tool.Freeform && tool.Name == name;
        }

        json.WriteString("type"u8, freeform ? "custom"u8 : "function"u8);
        json.WriteString("name"u8, target.ToolNames.Up(name));
    }
}

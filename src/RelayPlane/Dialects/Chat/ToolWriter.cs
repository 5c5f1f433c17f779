using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>Writes the tools and how free the model is to call them (bugs B39, B40).</summary>
internal sealed class ToolWriter(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses)
{
    private readonly ModelTraits _traits = target.Traits;

    private bool IsOwn => request.From == WireFormat.Chat;

    public void Write()
    {
        var tools = Taken();
        if (tools.Count == 0)
        {
            // A choice without tools is refused everywhere.
            return;
        }

        json.WriteStartArray("tools"u8);
        foreach (var tool in tools)
        {
            Tool(tool);
        }

        json.WriteEndArray();
        if (request.ToolChoice is { } choice)
        {
            Choice(choice);
        }

        if (request.ParallelTools is { } parallel)
        {
            if (_traits.ParallelFlag && !_traits.Refuses.Contains("parallel_tool_calls"))
            {
                json.WriteBoolean("parallel_tool_calls"u8, parallel);
            }
            else if (!parallel)
            {
                losses.Drop(Field.ParallelTools);
            }
        }
    }

    private List<ToolDef> Taken()
    {
        if (!IsOwn)
        {
            return Unsaid.Tools(request, target, losses);
        }

        var taken = new List<ToolDef>();
        foreach (var tool in request.Tools)
        {
            if (tool.Path == "web_search_options")
            {
                json.WritePropertyName("web_search_options"u8);
                tool.Raw!.Value.WriteTo(json);
            }
            else
            {
                taken.Add(tool);
            }
        }

        return taken;
    }

    private void Tool(ToolDef tool)
    {
        var name = target.ToolNames.Up(tool.Name);
        if (tool.Cache is not null && _traits.CacheMarks != CacheMarks.Control)
        {
            losses.Drop(Field.CacheMarks);
        }

        if (tool.Strict == true && !_traits.StrictTools)
        {
            losses.Drop(Field.StrictTools);
        }

        if (IsOwn && tool.Raw is { } raw && name == tool.Name && (tool.Strict is null || _traits.StrictTools) && (tool.Cache is null || _traits.CacheMarks == CacheMarks.Control))
        {
            raw.WriteTo(json);
            return;
        }

        json.WriteStartObject();
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, name);
        if (tool.Description is { } description)
        {
            json.WriteString("description"u8, description);
        }

        json.WritePropertyName("parameters"u8);
        Parameters(tool);
        if (tool.Strict is { } strict && _traits.StrictTools)
        {
            json.WriteBoolean("strict"u8, strict);
        }

        json.WriteEndObject();
        if (tool.Cache is { } mark && _traits.CacheMarks == CacheMarks.Control)
        {
            PartWriter.Control(json, mark);
        }

        json.WriteEndObject();
    }

    private void Parameters(ToolDef tool)
    {
        if (tool.Freeform)
        {
            json.WriteRawValue("""{"type":"object","properties":{"input":{"type":"string"}},"required":["input"]}"""u8, true);
        }
        else if (tool.Schema is { } schema)
        {
            schema.WriteTo(json);
        }
        else
        {
            json.WriteRawValue("""{"type":"object","properties":{}}"""u8, true);
        }
    }

    private void Choice(ToolChoice choice)
    {
        if (_traits.Refuses.Contains("tool_choice"))
        {
            losses.Drop(Field.ToolChoice);
            return;
        }

        var thinks = request.Reasoning is { AsEffort: not Effort.None } ask && (ask.AsEffort is not null || ask.Enabled == true);
        if (choice.Forces && (!_traits.ForcedTools || (thinks && !_traits.ForcedToolsWithThinking)))
        {
            losses.Refuse(Field.ToolChoice, $"cannot force a call at {target.Provider}/{target.Model}{(_traits.ForcedTools ? " while it thinks" : string.Empty)}");
            return;
        }

        switch (choice.Mode)
        {
            case ToolChoiceMode.Named:
                json.WritePropertyName("tool_choice"u8);
                Named(choice.Names[0]);
                break;
            case ToolChoiceMode.AllowedAny or ToolChoiceMode.AllowedAuto when IsOwn:
                Allowed(choice);
                break;
            default:
                // To other formats' clients the tools themselves were narrowed to the allowed ones, which every provider understands.
                json.WriteString("tool_choice"u8, choice.Mode switch
                {
                    ToolChoiceMode.None => "none",
                    ToolChoiceMode.Any or ToolChoiceMode.AllowedAny => "required",
                    _ => "auto",
                });
                break;
        }
    }

    private void Allowed(ToolChoice choice)
    {
        json.WriteStartObject("tool_choice"u8);
        json.WriteString("type"u8, "allowed_tools"u8);
        json.WriteStartObject("allowed_tools"u8);
        json.WriteString("mode"u8, choice.Mode == ToolChoiceMode.AllowedAny ? "required"u8 : "auto"u8);
        json.WriteStartArray("tools"u8);
        foreach (var name in choice.Names)
        {
            Named(name);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Named(string name)
    {
        var custom = IsOwn && request.Tools.Any(tool => tool.Name == name && tool.Freeform);
        json.WriteStartObject();
        json.WriteString("type"u8, custom ? "custom"u8 : "function"u8);
        json.WriteStartObject(custom ? "custom"u8 : "function"u8);
        json.WriteString("name"u8, target.ToolNames.Up(name));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

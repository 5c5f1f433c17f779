using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>Writes <c>tools</c> and <c>tool_choice</c>.</summary>
internal sealed class MessagesToolWriter(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses)
{
    private readonly bool _same = request.From == WireFormat.Messages;

    /// <summary>The choice that this model takes: one that cannot force is left free, where the route allows that.</summary>
    public ToolChoice? Choice()
    {
        if (request.ToolChoice is { Forces: true } forced && !target.Traits.ForcedTools)
        {
            losses.Refuse(Field.ToolChoice, $"cannot be forced at {target.Provider}/{target.Model}");
            return forced.Mode == ToolChoiceMode.AllowedAny ? forced with { Mode = ToolChoiceMode.AllowedAuto } : ToolChoice.Auto;
        }

        return request.ToolChoice;
    }

    /// <param name="choice">What is to be written of it.</param>
    /// <param name="turns">Without any tool, those that the history calls are defined, as a history with unknown tools is refused.</param>
    public void Write(ToolChoice? choice, IReadOnlyList<OpenTurn> turns)
    {
        var tools = Allowed(choice);
        if (tools.Count > 0)
        {
            json.WriteStartArray("tools"u8);
            foreach (var tool in tools)
            {
                Tool(tool);
            }

            json.WriteEndArray();
            if (!_same)
            {
                WriteChoice(choice);
            }
        }
        else if (!_same)
        {
            Called(turns);
        }
    }

    /// <summary>Some of the tools are allowed by leaving out the others.</summary>
    private IReadOnlyList<ToolDef> Allowed(ToolChoice? choice) =>
        choice is { Mode: ToolChoiceMode.AllowedAuto or ToolChoiceMode.AllowedAny, Names: var names } ? [.. request.Tools.Where(tool => names.Contains(tool.Name))] : request.Tools;

    private void Tool(ToolDef tool)
    {
        if (_same && tool.Raw is { } raw && target.ToolNames.Up(tool.Name) == tool.Name)
        {
            raw.WriteTo(json);
        }
        else if (tool.Hosted == HostedTool.WebSearch)
        {
            Search(tool.WebSearch);
        }
        else if (tool.Hosted == HostedTool.Other)
        {
            losses.Foreign(tool.Path ?? FieldNames.Of(request.From, Field.Tools), $"is a tool that {target.Provider} does not run");
        }
        else
        {
            Own(tool);
        }
    }

    private void Own(ToolDef tool)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, target.ToolNames.Up(tool.Name));
        if (tool.Description is not null)
        {
            json.WriteString("description"u8, tool.Description);
        }

        json.WritePropertyName("input_schema"u8);
        if (tool.Freeform)
        {
            json.WriteRawValue("""{"type":"object","properties":{"input":{"type":"string"}},"required":["input"]}"""u8);
        }
        else
        {
            MessagesSchema.WriteInput(json, tool.Schema);
        }

        if (tool.Strict == true && !tool.Freeform)
        {
            if (target.Traits.StrictTools)
            {
                json.WriteBoolean("strict"u8, true);
            }
            else
            {
                losses.Drop(Field.StrictTools);
            }
        }

        if (tool.Cache is not null && target.Traits.CacheMarks != CacheMarks.Control)
        {
            losses.Drop(Field.CacheMarks);
        }
        else
        {
            MessagesBlockWriter.Mark(json, tool.Cache);
        }

        json.WriteEndObject();
    }

    private void Search(WebSearchAsk? ask)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "web_search_20250305"u8);
        json.WriteString("name"u8, "web_search"u8);
        if (ask?.MaxUses is { } most)
        {
            json.WriteNumber("max_uses"u8, most);
        }

        // Only one of the two lists may be given.
        var allowed = ask?.AllowedDomains ?? [];
        var (name, domains) = allowed.Count > 0 ? ("allowed_domains", allowed) : ("blocked_domains", ask?.BlockedDomains ?? []);
        if (domains.Count > 0)
        {
            json.WriteStartArray(name);
            foreach (var domain in domains)
            {
                json.WriteStringValue(domain);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private void WriteChoice(ToolChoice? choice)
    {
        var single = request.ParallelTools == false && choice?.Mode != ToolChoiceMode.None;
        if (single && !target.Traits.ParallelFlag)
        {
            losses.Drop(Field.ParallelTools);
            single = false;
        }

        if (choice is null && !single)
        {
            return;
        }

        json.WriteStartObject("tool_choice"u8);
        json.WriteString("type"u8, choice?.Mode switch
        {
            ToolChoiceMode.Any or ToolChoiceMode.AllowedAny => "any",
            ToolChoiceMode.None => "none",
            ToolChoiceMode.Named => "tool",
            _ => "auto",
        });
        if (choice is { Mode: ToolChoiceMode.Named, Names: [var name, ..] })
        {
            json.WriteString("name"u8, target.ToolNames.Up(name));
        }

        if (single)
        {
            json.WriteBoolean("disable_parallel_tool_use"u8, true);
        }

        json.WriteEndObject();
    }

    private void Called(IReadOnlyList<OpenTurn> turns)
    {
        List<string> names = [.. turns.SelectMany(turn => turn.Blocks).OfType<ToolCallBlock>().Select(call => target.ToolNames.Up(call.Name)).Distinct()];
        if (names.Count == 0)
        {
            return;
        }

        json.WriteStartArray("tools"u8);
        foreach (var name in names)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, name);
            json.WritePropertyName("input_schema"u8);
            MessagesSchema.WriteInput(json, null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("tool_choice"u8);
        json.WriteString("type"u8, "none"u8);
        json.WriteEndObject();
    }
}

using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>Reads tools, which are flat here, and the choice among them.</summary>
internal static class ToolReading
{
    public static IReadOnlyList<ToolDef> Read(JsonElement tools)
    {
        var read = new List<ToolDef>();
        foreach (var tool in ((JsonElement?)tools).Items())
        {
            read.Add(Tool(tool) with { Raw = tool, Path = $"tools[{read.Count}]" });
        }

        return read;
    }

    private static ToolDef Tool(JsonElement tool)
    {
        var type = tool.Text("type") ?? "function";
        var named = new ToolDef(tool.Text("name") ?? type) { Description = tool.Text("description") };
        return type switch
        {
            "function" => named with { Schema = tool.Get("parameters"), Strict = tool.Flag("strict") },
            "custom" => named with { Freeform = true },
            _ when type.StartsWith("web_search", StringComparison.Ordinal) => named with { Hosted = HostedTool.WebSearch, WebSearch = Search(tool) },
            _ => named with { Hosted = HostedTool.Other },
        };
    }

    private static WebSearchAsk Search(JsonElement tool)
    {
        var filters = tool.Get("filters");
        return new WebSearchAsk(Texts(filters?.Get("allowed_domains")), Texts(filters?.Get("blocked_domains")));
    }

    private static List<string> Texts(JsonElement? list)
    {
        var texts = new List<string>();
        foreach (var item in list.Items())
        {
            if (item.ValueKind == JsonValueKind.String)
            {
                texts.Add(item.GetString()!);
            }
        }

        return texts;
    }

    /// <returns>Null for a choice of a hosted tool, which has no equal.</returns>
    public static ToolChoice? Choice(JsonElement choice) => choice.ValueKind == JsonValueKind.String
        ? choice.GetString() switch
        {
            "auto" => ToolChoice.Auto,
            "required" => ToolChoice.Any,
            "none" => ToolChoice.None,
            _ => null,
        }
        : choice.Text("type") switch
        {
            "function" or "custom" when choice.Text("name") is { } name => ToolChoice.Named(name),
            "allowed_tools" => Allowed(choice),
            _ => null,
        };

    private static ToolChoice? Allowed(JsonElement choice)
    {
        var names = new List<string>();
        foreach (var tool in choice.Items("tools"))
        {
            if (tool.Text("type") is not ("function" or "custom") || tool.Text("name") is not { } name)
            {
                return null;
            }

            names.Add(name);
        }

        return new ToolChoice(choice.Text("mode") == "required" ? ToolChoiceMode.AllowedAny : ToolChoiceMode.AllowedAuto, names);
    }
}

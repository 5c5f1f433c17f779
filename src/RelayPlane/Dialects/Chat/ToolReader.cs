using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>Reads the tools of a Chat Completions request, the deprecated <c>functions</c> among them, and which of them must be called.</summary>
internal static class ToolReader
{
    public static List<ToolDef> Tools(JsonElement body)
    {
        var tools = new List<ToolDef>();
        foreach (var tool in body.Items("tools"))
        {
            tools.Add(Tool(tool, $"tools[{tools.Count}]"));
        }

        if (body.Get("tools") is null)
        {
            foreach (var function in body.Items("functions"))
            {
                tools.Add(Function(function, null) with { Path = $"functions[{tools.Count}]" });
            }
        }

        if (body.Get("web_search_options") is { ValueKind: JsonValueKind.Object } search)
        {
            tools.Add(new ToolDef("web_search") { Hosted = HostedTool.WebSearch, WebSearch = new WebSearchAsk([], []), Raw = search, Path = "web_search_options" });
        }

        return tools;
    }

    /// <summary>Null where nothing is said, or something that no other format could say.</summary>
    public static ToolChoice? Choice(JsonElement? choice)
    {
        if (choice is { ValueKind: JsonValueKind.String } word)
        {
            return word.GetString() switch
            {
                "auto" => ToolChoice.Auto,
                "required" or "any" => ToolChoice.Any,
                "none" => ToolChoice.None,
                _ => null,
            };
        }

        if (choice is not { ValueKind: JsonValueKind.Object } named)
        {
            return null;
        }

        if (named.Text("type") == "allowed_tools")
        {
            var allowed = named.Get("allowed_tools") ?? named;
            var mode = allowed.Text("mode") == "required" ? ToolChoiceMode.AllowedAny : ToolChoiceMode.AllowedAuto;
            return new ToolChoice(mode, [.. allowed.Items("tools").Select(NameIn).OfType<string>()]);
        }

        return NameIn(named) is { } name ? ToolChoice.Named(name) : null;
    }

    private static string? NameIn(JsonElement tool) => tool.Get("function")?.Text("name") ?? tool.Get("custom")?.Text("name") ?? tool.Text("name");

    private static ToolDef Tool(JsonElement tool, string path)
    {
        var type = tool.Text("type") ?? (tool.Get("function") is null ? null : "function");
        return type switch
        {
            "function" => Function(tool.Get("function") ?? tool, tool) with { Path = path },
            "custom" => new ToolDef(NameIn(tool) ?? string.Empty)
            {
                Description = tool.Get("custom")?.Text("description"),
                Freeform = true,
                Raw = tool,
                Path = path,
            },
            _ => new ToolDef(tool.Text("name") ?? type ?? string.Empty)
            {
                Hosted = type?.Contains("web_search", StringComparison.Ordinal) == true ? HostedTool.WebSearch : HostedTool.Other,
                Raw = tool,
                Path = path,
            },
        };
    }

    private static ToolDef Function(JsonElement function, JsonElement? tool) => new(function.Text("name") ?? string.Empty)
    {
        Description = function.Text("description"),
        Schema = function.Get("parameters") is { ValueKind: JsonValueKind.Object } schema ? schema : null,
        Strict = function.Flag("strict"),
        Cache = tool is { } whole ? PartReader.Cache(whole) : null,
        Raw = tool,
    };
}

using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>Reads <c>tools</c> and <c>tool_choice</c>.</summary>
internal static class MessagesTools
{
    public static IReadOnlyList<ToolDef> Read(JsonElement body)
    {
        var tools = new List<ToolDef>();
        foreach (var tool in body.Items("tools"))
        {
            tools.Add(One(tool, $"tools[{tools.Count}]"));
        }

        return tools;
    }

    /// <summary>The choice, and whether parallel calls are allowed; null where the client did not say.</summary>
    public static (ToolChoice? Choice, bool? Parallel) Choice(JsonElement body)
    {
        var said = body.Get("tool_choice") ?? default;
        var choice = said.Text("type") switch
        {
            "auto" => ToolChoice.Auto,
            "any" => ToolChoice.Any,
            "none" => ToolChoice.None,
            "tool" => ToolChoice.Named(said.Text("name") ?? string.Empty),
            _ => null,
        };
        return (choice, said.Flag("disable_parallel_tool_use") is { } disabled ? !disabled : null);
    }

    /// <summary>A tool without a type, or of type <c>custom</c>, is the client's; any other is the provider's own, in one of its versions.</summary>
    private static ToolDef One(JsonElement tool, string path)
    {
        var type = tool.Text("type");
        var search = type?.StartsWith("web_search_", StringComparison.Ordinal) == true;
        return new ToolDef(tool.Text("name") ?? string.Empty)
        {
            Description = tool.Text("description"),
            Schema = tool.Get("input_schema"),
            Strict = tool.Flag("strict"),
            Cache = MessagesBlocks.Mark(tool),
            Hosted = type is null or "custom" ? HostedTool.None : search ? HostedTool.WebSearch : HostedTool.Other,
            WebSearch = search ? new WebSearchAsk(Texts(tool, "allowed_domains"), Texts(tool, "blocked_domains"), tool.Whole("max_uses")) : null,
            Raw = tool,
            Path = path,
        };
    }

    private static string[] Texts(JsonElement tool, string name) => [.. tool.Items(name).Select(one => one.GetString() ?? string.Empty)];
}

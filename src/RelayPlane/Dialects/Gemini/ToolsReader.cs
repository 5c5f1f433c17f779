using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Reads the tools of a request, and how free the model is to call them.</summary>
internal static class ToolsReader
{
    public static List<ToolDef> Tools(JsonElement? tools)
    {
        var all = new List<ToolDef>();
        var number = 0;
        foreach (var tool in tools.Each())
        {
            var path = $"tools[{number++}]";
            foreach (var member in tool.EnumerateObject())
            {
                if (member.Name is "functionDeclarations" or "function_declarations")
                {
                    var at = 0;
                    foreach (var declaration in ((JsonElement?)member.Value).Each())
                    {
                        all.Add(Declared(declaration, $"{path}.{member.Name}[{at++}]"));
                    }
                }
                else
                {
                    all.Add(HostedBy(member, path));
                }
            }
        }

        return all;
    }

    /// <summary>Null where the request does not say.</summary>
    public static ToolChoice? Choice(JsonElement? config)
    {
        if (config?.Any("functionCallingConfig", "function_calling_config") is not { } calling)
        {
            return null;
        }

        var names = new List<string>();
        foreach (var name in calling.Any("allowedFunctionNames", "allowed_function_names").Items())
        {
            names.Add(name.GetString() ?? string.Empty);
        }

        return calling.Text("mode")?.ToUpperInvariant() switch
        {
            "NONE" => ToolChoice.None,
            "ANY" when names.Count == 1 => ToolChoice.Named(names[0]),
            "ANY" when names.Count > 1 => new ToolChoice(ToolChoiceMode.AllowedAny, names),
            "ANY" => ToolChoice.Any,
            "AUTO" or "VALIDATED" when names.Count > 0 => new ToolChoice(ToolChoiceMode.AllowedAuto, names),
            "AUTO" or "VALIDATED" => ToolChoice.Auto,
            _ => null,
        };
    }

    private static ToolDef Declared(JsonElement declaration, string path)
    {
        var schema = declaration.Any("parametersJsonSchema", "parameters_json_schema")
            ?? (declaration.Get("parameters") is { } parameters ? OpenApiSchema.ToJsonSchema(parameters) : null);
        return new ToolDef(declaration.Text("name") ?? string.Empty)
        {
            Description = declaration.Text("description"),
            Schema = schema,
            Raw = declaration,
            Path = path,
        };
    }

    private static ToolDef HostedBy(JsonProperty tool, string path)
    {
        var search = tool.Name is "googleSearch" or "google_search" or "googleSearchRetrieval" or "google_search_retrieval";
        var blocked = new List<string>();
        foreach (var domain in tool.Value.Any("excludeDomains", "exclude_domains").Items())
        {
            blocked.Add(domain.GetString() ?? string.Empty);
        }

        return new ToolDef(tool.Name)
        {
            Hosted = search ? HostedTool.WebSearch : HostedTool.Other,
            WebSearch = search ? new WebSearchAsk([], blocked) : null,
            Raw = tool.Value,
            Path = $"{path}.{tool.Name}",
        };
    }
}

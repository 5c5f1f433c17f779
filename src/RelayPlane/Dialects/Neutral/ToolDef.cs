using System.Text.Json;

namespace RelayPlane.Dialects.Neutral;

/// <summary>A tool that the model may call.</summary>
/// <param name="Name">As the client named it. Where a target wants other names, see <see cref="ToolNames"/>.</param>
internal sealed record ToolDef(string Name)
{
    public string? Description { get; init; }

    /// <summary>A JSON Schema of the arguments; null for a tool without any.</summary>
    public JsonElement? Schema { get; init; }

    /// <summary>Whether the arguments must follow the schema to the letter; null where the client did not say.</summary>
    public bool? Strict { get; init; }

    /// <summary>Whether the input is text and no JSON (OpenAI's custom tools).</summary>
    public bool Freeform { get; init; }

    public CacheMark? Cache { get; init; }

    /// <summary>What its provider runs itself; <see cref="HostedTool.None"/> for a tool of the client's.</summary>
    public HostedTool Hosted { get; init; }

    /// <summary>For <see cref="HostedTool.WebSearch"/>: what is known of it.</summary>
    public WebSearchAsk? WebSearch { get; init; }

    /// <summary>As it was read, for its own format.</summary>
    public JsonElement? Raw { get; init; }

    /// <summary>Where it stands in the request, for a message: <c>tools[3]</c>.</summary>
    public string? Path { get; init; }
}

/// <summary>The tools that providers run themselves.</summary>
internal enum HostedTool
{
    None,
    WebSearch,

    /// <summary>Any other: it has no equal, and a call that wants it can go to its own format only.</summary>
    Other,
}

/// <summary>How the web is to be searched.</summary>
internal sealed record WebSearchAsk(IReadOnlyList<string> AllowedDomains, IReadOnlyList<string> BlockedDomains, long? MaxUses = null);

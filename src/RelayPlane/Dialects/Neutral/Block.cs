using System.Text.Json;

namespace RelayPlane.Dialects.Neutral;

/// <summary>One piece of a turn or of a reply.</summary>
internal abstract record Block
{
    /// <summary>The cache mark behind it; null for none.</summary>
    public CacheMark? Cache { get; init; }

    /// <summary>The JSON value that it was read from, written again as it is where the call goes up in the format that it came in; null for what was made here.</summary>
    public JsonElement? Raw { get; init; }
}

/// <summary>Text, or the text of a reply.</summary>
internal sealed record TextBlock(string Text) : Block
{
    public IReadOnlyList<Citation> Citations { get; init; } = [];
}

/// <summary>An answer that was refused, in the model's words.</summary>
internal sealed record RefusalBlock(string Text) : Block;

/// <summary>What a model thought.</summary>
/// <param name="Text">May be empty where only the state is shown.</param>
internal sealed record ThinkingBlock(string Text) : Block
{
    /// <summary>What its provider wants back, unread; null where there is none.</summary>
    public OpaqueState? State { get; init; }

    /// <summary>Whether nothing of it may be read (Anthropic's <c>redacted_thinking</c>).</summary>
    public bool Redacted { get; init; }

    /// <summary>Whether the text is a summary and not the thought itself.</summary>
    public bool IsSummary { get; init; }

    /// <summary>OpenAI's item id (<c>rs_…</c>).</summary>
    public string? ItemId { get; init; }
}

/// <summary>A call of a tool.</summary>
/// <param name="Id">What its result will name; unique in the conversation.</param>
/// <param name="Arguments">A JSON object as text, number for number as it came; for a freeform tool, the bare text.</param>
internal sealed record ToolCallBlock(string Id, string Name, string Arguments) : Block
{
    /// <summary>Whether the input is text and no JSON (OpenAI's custom tools).</summary>
    public bool Freeform { get; init; }

    /// <summary>Gemini's thought signature of this very part.</summary>
    public OpaqueState? State { get; init; }

    /// <summary>OpenAI's item id (<c>fc_…</c>).</summary>
    public string? ItemId { get; init; }
}

/// <summary>What a tool answered.</summary>
/// <param name="Content">Text and media.</param>
internal sealed record ToolResultBlock(string CallId, IReadOnlyList<Block> Content) : Block
{
    /// <summary>The tool's name, where the format or an earlier turn tells it.</summary>
    public string? Name { get; init; }

    public bool IsError { get; init; }
}

/// <summary>What only one format knows: a hosted tool's call or result, a new kind of part. It survives within its format and is left out, aloud, elsewhere.</summary>
/// <param name="Type">As the format calls it.</param>
/// <param name="Weight">What leaving it out would do.</param>
internal sealed record OpaqueBlock(string Type, LossWeight Weight = LossWeight.Hint) : Block;

/// <summary>That a prompt may be cached up to here.</summary>
/// <param name="LongLived">False: minutes (Anthropic 5 m); true: an hour.</param>
internal sealed record CacheMark(bool LongLived);

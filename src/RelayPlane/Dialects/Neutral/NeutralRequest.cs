using System.Text.Json;
using RelayPlane.Catalog;

namespace RelayPlane.Dialects.Neutral;

/// <summary>
/// What a client asks for, in no wire format's words: read by the format that it came in, written by the format that it goes up in. Everything that
/// more than one format can say has a member here; what only one can say is in <see cref="Rest"/>. It refers to the body that it was read from.
/// </summary>
internal sealed record NeutralRequest
{
    /// <summary>The format that it came in.</summary>
    public required WireFormat From { get; init; }

    /// <summary>The model that the client names; empty where the path does.</summary>
    public string Model { get; init; } = string.Empty;

    public bool Stream { get; init; }

    /// <summary>Whether the client of a Chat Completions stream asked for usage.</summary>
    public bool IncludeUsage { get; init; }

    /// <summary>Whether the client told its tools as Chat Completions' deprecated <c>functions</c>, and so wants a <c>function_call</c> back.</summary>
    public bool LegacyFunctions { get; init; }

    /// <summary>The whole conversation in order; system and developer turns where they stood.</summary>
    public required IReadOnlyList<Turn> Turns { get; init; }

    public IReadOnlyList<ToolDef> Tools { get; init; } = [];

    /// <summary>Null where the client did not say.</summary>
    public ToolChoice? ToolChoice { get; init; }

    /// <summary>False: at most one tool call a turn. Null where the client did not say.</summary>
    public bool? ParallelTools { get; init; }

    /// <summary>In tokens, reasoning included.</summary>
    public long? MaxOutput { get; init; }

    public double? Temperature { get; init; }

    public double? TopP { get; init; }

    public long? TopK { get; init; }

    public long? Seed { get; init; }

    public double? FrequencyPenalty { get; init; }

    public double? PresencePenalty { get; init; }

    public IReadOnlyList<string> Stop { get; init; } = [];

    public ReasoningAsk? Reasoning { get; init; }

    /// <summary>Null for plain text.</summary>
    public OutputFormat? Format { get; init; }

    /// <summary><c>low</c>, <c>medium</c> or <c>high</c>.</summary>
    public string? Verbosity { get; init; }

    /// <summary>Who the end user is, as an opaque id.</summary>
    public string? EndUser { get; init; }

    /// <summary>As the client wrote it.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>OpenAI's <c>prompt_cache_key</c>.</summary>
    public string? CacheKey { get; init; }

    /// <summary>OpenAI's <c>metadata</c>: an object of strings.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>Top-level members that only this format has, in order. Writing for the same format keeps them.</summary>
    public IReadOnlyList<RestMember> Rest { get; init; } = [];
}

/// <summary>A top-level member that has no place in the neutral form.</summary>
/// <param name="Name">As the client wrote it, with its path where it is nested: <c>generationConfig.speechConfig</c>.</param>
/// <param name="Weight">What leaving it out would do.</param>
/// <param name="Value">As the client wrote it.</param>
/// <param name="Why">For <see cref="LossWeight.Meaning"/> and <see cref="LossWeight.State"/>: the rest of the sentence “NAME …”; null for the usual words.</param>
internal sealed record RestMember(string Name, LossWeight Weight, JsonElement Value, string? Why = null);

/// <summary>What it means for an answer that a part of the request is left out.</summary>
internal enum LossWeight
{
    /// <summary>Nothing: it says what holds anyway, or concerns the transport only.</summary>
    None,

    /// <summary>Little: it is left out, and said so.</summary>
    Hint,

    /// <summary>Another answer than was asked for: refused, unless the route allows loss.</summary>
    Meaning,

    /// <summary>It refers to what only its own provider holds: always refused.</summary>
    State,
}

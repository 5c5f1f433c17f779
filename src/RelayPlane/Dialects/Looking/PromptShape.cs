namespace RelayPlane.Dialects.Looking;

/// <summary>The shape of what a client asks, as far as routing looks at it. It tells nothing of what the prompt says.</summary>
internal sealed record PromptShape
{
    public static PromptShape Nothing { get; } = new();

    /// <summary>Turns of anybody, those of tools too.</summary>
    public int Messages { get; init; }

    /// <summary>How often a person has spoken; at least 1.</summary>
    public int UserTurns { get; init; } = 1;

    /// <summary>How many tools are offered.</summary>
    public int Tools { get; init; }

    /// <summary>Parameters of all tools together.</summary>
    public int ToolParameters { get; init; }

    /// <summary>Whether anything in the conversation is a picture, a document or sound.</summary>
    public bool Images { get; init; }

    /// <summary>Whether the last turn is the result of a tool: an agent at work, which no person has spoken to since.</summary>
    public bool MidTask { get; init; }

    /// <summary>Whether the answer must be JSON.</summary>
    public bool WantsJson { get; init; }

    /// <summary>Whether the conversation carries signed or encrypted reasoning, which only the model that made it can read.</summary>
    public bool Signed { get; init; }

    /// <summary>Whether the client marks parts of the prompt to be cached.</summary>
    public bool MarksCache { get; init; }

    /// <summary>What the client asks for its own sake, not its user's.</summary>
    public Housekeeping Housekeeping { get; init; }

    /// <summary>A hash of what the conversation begins with (tools, system prompt, first message): the same in each of its turns, another in each conversation.</summary>
    public ulong Print { get; init; }
}

/// <summary>Small calls that programs make beside the work: they need no strong model.</summary>
internal enum Housekeeping
{
    None,

    /// <summary>A name for a conversation.</summary>
    Title,

    /// <summary>A summary or compaction of the conversation so far.</summary>
    Summary,

    /// <summary>Whether this is a new topic, what a command touches, follow-up suggestions, and the like.</summary>
    Chore,
}

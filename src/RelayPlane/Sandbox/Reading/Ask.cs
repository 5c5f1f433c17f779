using RelayPlane.Sandbox.Scripts;

namespace RelayPlane.Sandbox.Reading;

/// <summary>What the sandbox understood of a request, in no API's words. Filled by <see cref="AskReader"/>.</summary>
internal sealed class Ask
{
    public string? Model { get; set; }

    public bool Stream { get; set; }

    /// <summary>Chat Completions: <c>stream_options.include_usage</c>.</summary>
    public bool IncludeUsage { get; set; }

    public long? MaxOutput { get; set; }

    /// <summary>All input, in tokens of four bytes of JSON.</summary>
    public long InputTokens { get; set; }

    /// <summary>How many replies (<c>n</c>), or embeddings.</summary>
    public int Count { get; set; } = 1;

    public int Dimensions { get; set; } = 8;

    public bool Base64 { get; set; }

    public bool Thinking { get; set; }

    public List<ToolSketch> Tools { get; } = [];

    public ToolChoice Choice { get; set; }

    public string? ChosenTool { get; set; }

    /// <summary>What the prompt tells the model to do; null where it has no markers.</summary>
    public Script? Script { get; set; }

    /// <summary>Whether the last message brings tool results.</summary>
    public bool EndsInToolResult { get; set; }

    /// <summary>The last text that the client sent, or its start.</summary>
    public string LastText { get; set; } = "";

    /// <summary>The prompt up to each place where a cache may hold it, from its start. Empty where nothing asks for a cache.</summary>
    public List<CachePoint> CachePoints { get; } = [];

    /// <summary>Hashes of the prompt after every 512 tokens, as far as its last cache mark.</summary>
    public List<long> Blocks { get; } = [];

    /// <summary>How many blocks stand before the last cache mark.</summary>
    public int MarkedBlocks { get; set; }

    /// <summary>What is wrong with the request; null where it can be answered.</summary>
    public Trouble? Trouble { get; set; }
}

/// <summary>A tool that the client offers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schema">Where its JSON schema stands in the body.</param>
/// <param name="IsFreeform">Whether its input is plain text (<c>type: custom</c> of the Responses API).</param>
internal readonly record struct ToolSketch(string Name, Range Schema, bool IsFreeform = false);

/// <summary>A place in the prompt up to which it may be cached.</summary>
/// <param name="Prefix">Hash of all before it; cache marks themselves do not count.</param>
/// <param name="Tokens">Tokens before it.</param>
/// <param name="Marked">Whether the client set a mark here.</param>
/// <param name="Hour">Whether that mark asks for one hour and not five minutes.</param>
internal readonly record struct CachePoint(ulong Prefix, long Tokens, bool Marked, bool Hour);

/// <summary>Whether the model must call a tool.</summary>
internal enum ToolChoice
{
    Auto,
    None,
    Any,
    Named,
}

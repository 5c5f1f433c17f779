namespace RelayPlane.Sandbox;

/// <summary>
/// What the sandbox does to a call beyond answering it. Set by options, by <c>POST /sandbox/behaviour</c>, or for one call by the header
/// <c>x-sandbox: latency=20ms; tps=100; cut=3</c>.
/// </summary>
internal sealed record Behaviour
{
    /// <summary>Milliseconds before the first byte.</summary>
    public double LatencyMs { get; init; }

    /// <summary>Speed of the reply; 0 sends it at once.</summary>
    public double TokensPerSecond { get; init; }

    /// <summary>Probability of a 529 (503 for OpenAI and Gemini).</summary>
    public double Storm { get; init; }

    /// <summary>Probability of a 500.</summary>
    public double Errors { get; init; }

    /// <summary>Answers every call with this error status.</summary>
    public int? Status { get; init; }

    /// <summary>The error code that goes with <see cref="Status"/>: <c>insufficient_quota</c>, <c>enforced_spend_limit_reached</c>, …</summary>
    public string? Code { get; init; }

    /// <summary>Seconds in <c>retry-after</c> on an error that <see cref="Status"/> or <see cref="Storm"/> causes.</summary>
    public double? RetryAfter { get; init; }

    /// <summary><c>refuse</c> drops the connection, <c>hang</c> never answers, <c>503</c> answers so.</summary>
    public string? Outage { get; init; }

    /// <summary>Breaks the connection after so many events; a reply that is not streamed is cut in its middle.</summary>
    public int? Cut { get; init; }

    /// <summary>Goes silent after so many events.</summary>
    public int? HangAfter { get; init; }

    /// <summary>Sends the API's own error event after so many events, and ends.</summary>
    public int? FailAfter { get; init; }

    /// <summary><c>json</c>, <c>type</c> (an HTML content type), or <c>torn</c> (the last event stops in its middle, then a clean end).</summary>
    public string? Malformed { get; init; }

    /// <summary>Compresses the reply whatever the client accepts.</summary>
    public bool Gzip { get; init; }

    /// <summary>Adds a reply header of so many bytes.</summary>
    public int HeaderBytes { get; init; }

    /// <summary>Writes the reply in pieces of so many bytes, each flushed.</summary>
    public int Trickle { get; init; }

    /// <summary>Flushes in the middle of every multi-byte character.</summary>
    public bool SplitUtf8 { get; init; }

    /// <summary>Length of the text reply, in tokens.</summary>
    public int? Tokens { get; init; }

    /// <summary>How many tokens of text go into one event of a stream; its pace stays the same.</summary>
    public int Piece { get; init; } = 1;

    /// <summary>Forces so many tool calls, where tools are given; 0 forbids them.</summary>
    public int? Tools { get; init; }

    /// <summary>The arguments of every tool call that is not scripted, word for word: JSON, whether it fits the tool or not.</summary>
    public string? Arguments { get; init; }

    /// <summary>Refuses what a real provider refuses and the sandbox else lets through: histories with a gap, state that it did not give out, unknown members.</summary>
    public bool Strict { get; init; }

    /// <summary>The text reply, word for word.</summary>
    public string? Text { get; init; }
}

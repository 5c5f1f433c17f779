namespace RelayPlane.Upstream;

/// <summary>What a reply's <c>Content-Type</c> makes of its body.</summary>
internal enum ContentKind
{
    /// <summary>It says nothing, or no more than that it is text or bytes.</summary>
    Unsaid,

    /// <summary>Server-sent events.</summary>
    EventStream,

    /// <summary>A stream of JSON objects, one a line (Ollama).</summary>
    Lines,

    /// <summary>A stream of binary messages (Bedrock).</summary>
    Frames,
    Json,

    /// <summary>Something that no endpoint of a model answers with: a page, an image.</summary>
    Foreign,
}

/// <summary>Reads the kind of a reply's body from its headers.</summary>
internal static class ContentKinds
{
    public static ContentKind Of(HttpResponseMessage response)
    {
        if (!response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var sent))
        {
            return ContentKind.Unsaid;
        }

        var whole = sent.ToString().AsSpan();
        var semicolon = whole.IndexOf(';');
        var type = (semicolon < 0 ? whole : whole[..semicolon]).Trim();
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase) ? ContentKind.Json
            : type.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) ? ContentKind.EventStream
            : type.Equals("application/x-ndjson", StringComparison.OrdinalIgnoreCase) || type.Equals("application/jsonl", StringComparison.OrdinalIgnoreCase) ? ContentKind.Lines
            : type.Equals("application/vnd.amazon.eventstream", StringComparison.OrdinalIgnoreCase) ? ContentKind.Frames
            : type.Contains("json", StringComparison.OrdinalIgnoreCase) ? ContentKind.Json
            : type is "" || type.Equals("text/plain", StringComparison.OrdinalIgnoreCase) || type.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase) ? ContentKind.Unsaid
            : ContentKind.Foreign;
    }

    /// <summary>The type alone, for a message.</summary>
    public static string NameOf(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var sent) ? sent.ToString().Split(';')[0].Trim() : string.Empty;
}

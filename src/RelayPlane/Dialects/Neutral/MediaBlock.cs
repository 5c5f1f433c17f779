namespace RelayPlane.Dialects.Neutral;

/// <summary>An image, a document, sound or film.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Source">How <paramref name="Data"/> is to be read.</param>
/// <param name="Data">Base64, an address, an id, or the text itself.</param>
internal sealed record MediaBlock(MediaKind Kind, MediaSource Source, string Data) : Block
{
    /// <summary>MIME type; null where only the address or id could tell.</summary>
    public string? MediaType { get; init; }

    /// <summary>A document's title or file name.</summary>
    public string? Title { get; init; }

    /// <summary>Anthropic's <c>context</c> of a document.</summary>
    public string? Context { get; init; }

    /// <summary>OpenAI's <c>detail</c> of an image: <c>auto low high original</c>.</summary>
    public string? Detail { get; init; }

    /// <summary>Whether an answer should cite it (Anthropic).</summary>
    public bool Cited { get; init; }
}

/// <summary>What a <see cref="MediaBlock"/> holds.</summary>
internal enum MediaKind
{
    Image,

    /// <summary>A PDF or any other file that a model reads.</summary>
    Document,
    Audio,
    Video,
}

/// <summary>Where the bytes of a <see cref="MediaBlock"/> are.</summary>
internal enum MediaSource
{
    Base64,
    Url,

    /// <summary>Uploaded to one provider before: of no use to any other.</summary>
    FileId,

    /// <summary>Plain text that is handed over as a document.</summary>
    Text,
}

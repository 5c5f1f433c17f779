namespace RelayPlane.Dialects.Embeddings;

/// <summary>What is to be embedded, in no wire format's words.</summary>
/// <param name="Texts">At least one; each becomes one vector, in order.</param>
internal sealed record EmbeddingAsk(IReadOnlyList<string> Texts)
{
    /// <summary>How long the vectors are to be; null for as long as the model makes them.</summary>
    public long? Dimensions { get; init; }

    /// <summary>Whether an OpenAI client wants base64 of little-endian 32-bit floats in place of numbers.</summary>
    public bool Base64 { get; init; }

    /// <summary>Whether a Gemini client asked for several (<c>:batchEmbedContents</c>), and so gets a list also of one.</summary>
    public bool Batch { get; init; }

    /// <summary>What only the client's format has, in its words; to be told as left out.</summary>
    public IReadOnlyList<string> Dropped { get; init; } = [];
}

namespace RelayPlane.Dialects.Embeddings;

/// <summary>The vectors that a provider made, in the order of the texts.</summary>
/// <param name="Tokens">What the texts counted; null where the provider does not say.</param>
/// <param name="Model">The model that the provider names; null where it names none.</param>
internal sealed record EmbeddingReply(IReadOnlyList<double[]> Vectors, long? Tokens, string? Model);

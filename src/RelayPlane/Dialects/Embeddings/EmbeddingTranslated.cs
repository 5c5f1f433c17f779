using RelayPlane.Dialects.Translation;

namespace RelayPlane.Dialects.Embeddings;

/// <summary>The vectors are told in the client's words.</summary>
/// <param name="from">What the client asked.</param>
/// <param name="ask">What it is to be answered.</param>
/// <param name="model">For a reply that names none.</param>
internal sealed class EmbeddingTranslated(Endpoint from, EmbeddingAsk ask, string model) : ReplyChange
{
    public override string ContentType => "application/json";

    /// <remarks>Embeddings come in one piece, whatever the provider calls it.</remarks>
    public override ReplyRewriting Begin(bool streamed) => new EmbeddingRewriting(from, ask, model);
}

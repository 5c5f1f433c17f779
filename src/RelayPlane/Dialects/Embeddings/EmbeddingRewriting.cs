using System.Text.Json;
using RelayPlane.Dialects.Translation;

namespace RelayPlane.Dialects.Embeddings;

/// <summary>Turns one reply with embeddings into the client's format.</summary>
/// <param name="from">What the client asked.</param>
/// <param name="ask">What it is to be answered.</param>
/// <param name="model">For a reply that names none.</param>
internal sealed class EmbeddingRewriting(Endpoint from, EmbeddingAsk ask, string model) : WholeRewriting
{
    protected override void Rewrite(JsonElement reply, Utf8JsonWriter json)
    {
        var vectors = from == Endpoint.Embeddings ? GeminiEmbeddings.ReadReply(reply) : OpenAIEmbeddings.ReadReply(reply);
        if (vectors.Vectors.Count != ask.Texts.Count || vectors.Vectors.Any(vector => vector.Length == 0))
        {
            // A vector under another text's number would be worse than none.
            throw new InvalidDataException("The reply does not hold one vector for each text.");
        }

        if (from == Endpoint.Embeddings)
        {
            OpenAIEmbeddings.WriteReply(json, vectors, ask, model);
        }
        else
        {
            GeminiEmbeddings.WriteReply(json, vectors, ask);
        }
    }
}

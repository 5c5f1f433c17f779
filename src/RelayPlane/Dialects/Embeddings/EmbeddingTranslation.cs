using System.Buffers;
using System.Text.Json;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.Translation;

namespace RelayPlane.Dialects.Embeddings;

/// <summary>Writes one request for embeddings again in the other API's words. Pure.</summary>
internal static class EmbeddingTranslation
{
    /// <summary>The other API's endpoint for what a client asks; null for what asks for no embeddings.</summary>
    public static Endpoint? Other(Endpoint asked) => asked switch
    {
        Endpoint.Embeddings => Endpoint.BatchEmbedContents,
        Endpoint.EmbedContent or Endpoint.BatchEmbedContents => Endpoint.Embeddings,
        _ => null,
    };

    /// <param name="body">The client's.</param>
    /// <param name="from">What the client asked.</param>
    /// <param name="model">As the target calls it.</param>
    public static OrRefusal<TranslatedRequest> Translate(ReadOnlyMemory<byte> body, Endpoint from, string model) =>
        RequestTranslation.Change(body, json => Read(json, from).TryGet(out var ask, out var refusal)
            ? new TranslatedRequest(Written(ask, from, model), [], ask.Dropped, new EmbeddingTranslated(from, ask, model))
            : refusal);

    private static OrRefusal<EmbeddingAsk> Read(JsonElement body, Endpoint from) =>
        body.ValueKind != JsonValueKind.Object ? new Refusal(RefusalKind.InvalidRequest, "The request body must be a JSON object.")
            : from == Endpoint.Embeddings ? OpenAIEmbeddings.ReadRequest(body)
            : GeminiEmbeddings.ReadRequest(body, from == Endpoint.BatchEmbedContents);

    private static ReadOnlyMemory<byte> Written(EmbeddingAsk ask, Endpoint from, string model)
    {
        var written = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(written, NeutralJson.Readable);
        if (from == Endpoint.Embeddings)
        {
            GeminiEmbeddings.WriteRequest(json, ask, model);
        }
        else
        {
            OpenAIEmbeddings.WriteRequest(json, ask, model);
        }

        json.Flush();
        return written.WrittenMemory;
    }
}

using System.Buffers;
using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Embeddings;

/// <summary>Turns one reply with embeddings into the client's format, once it is whole.</summary>
/// <param name="from">What the client asked.</param>
/// <param name="ask">What it is to be answered.</param>
/// <param name="model">For a reply that names none.</param>
internal sealed class EmbeddingRewriting(Endpoint from, EmbeddingAsk ask, string model) : ReplyRewriting
{
    /// <summary>A reply that is larger is not translated, in bytes; the most that OpenAI takes (2,048 texts) at 3,072 numbers each stays below.</summary>
    private const int Largest = 128 << 20;

    private readonly ArrayBufferWriter<byte> _whole = new();

    public override bool Translates => true;

    public override ReadOnlyMemory<byte> Write(ReadOnlyMemory<byte> piece)
    {
        if (_whole.WrittenCount > Largest - piece.Length)
        {
            throw new InvalidDataException("The reply is too large to be translated.");
        }

        _whole.Write(piece.Span);
        return default;
    }

    public override ReadOnlyMemory<byte> End()
    {
        var reply = Read();
        if (reply.Vectors.Count != ask.Texts.Count || reply.Vectors.Any(vector => vector.Length == 0))
        {
            // A vector under another text's number would be worse than none.
            throw new InvalidDataException("The reply does not hold one vector for each text.");
        }

        var written = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(written, NeutralJson.Readable);
        if (from == Endpoint.Embeddings)
        {
            OpenAIEmbeddings.WriteReply(json, reply, ask, model);
        }
        else
        {
            GeminiEmbeddings.WriteReply(json, reply, ask);
        }

        json.Flush();
        return written.WrittenMemory;
    }

    private EmbeddingReply Read()
    {
        try
        {
            using var body = JsonDocument.Parse(_whole.WrittenMemory);
            return from == Endpoint.Embeddings ? GeminiEmbeddings.ReadReply(body.RootElement) : OpenAIEmbeddings.ReadReply(body.RootElement);
        }
        catch (Exception odd) when (odd is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException("The reply is not in the format that its provider speaks.", odd);
        }
    }
}

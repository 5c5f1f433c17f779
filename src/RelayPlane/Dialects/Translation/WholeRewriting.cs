using System.Buffers;
using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Translation;

/// <summary>Turns a reply in one piece into the client's format, once it is whole.</summary>
internal abstract class WholeRewriting : ReplyRewriting
{
    /// <summary>A reply that is larger is not translated, in bytes; the most embeddings that OpenAI gives (2,048 texts at 3,072 numbers) stay below.</summary>
    private const int Largest = 128 << 20;

    private readonly ArrayBufferWriter<byte> _whole = new();

    public sealed override bool Translates => true;

    public sealed override ReadOnlyMemory<byte> Write(ReadOnlyMemory<byte> piece)
    {
        Gather(_whole, piece);
        return default;
    }

    public sealed override ReadOnlyMemory<byte> End()
    {
        using var reply = Parse(_whole.WrittenMemory);
        var written = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(written, NeutralJson.Readable))
        {
            Checked(() => Rewrite(reply.RootElement, json));
        }

        return written.WrittenMemory;
    }

    /// <summary>Adds a piece to what is gathered.</summary>
    /// <exception cref="InvalidDataException">It is too much.</exception>
    public static void Gather(ArrayBufferWriter<byte> whole, ReadOnlyMemory<byte> piece)
    {
        if (whole.WrittenCount > Largest - piece.Length)
        {
            throw new InvalidDataException("The reply is too large to be translated.");
        }

        whole.Write(piece.Span);
    }

    /// <exception cref="InvalidDataException">It is no JSON.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> whole)
    {
        try
        {
            return JsonDocument.Parse(WellFormed.Of(whole));
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException("The reply is no JSON.", broken);
        }
    }

    /// <exception cref="InvalidDataException">A value is of another kind than the format says.</exception>
    public static void Checked(Action read)
    {
        try
        {
            read();
        }
        catch (Exception odd) when (NeutralJson.IsOfAnotherKind(odd))
        {
            throw Odd(odd);
        }
    }

    public static InvalidDataException Odd(Exception cause) => new("The reply is not in the format that its provider speaks.", cause);

    protected abstract void Rewrite(JsonElement reply, Utf8JsonWriter json);
}

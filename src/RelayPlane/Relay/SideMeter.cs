using RelayPlane.Dialects;
using RelayPlane.Metering;
using RelayPlane.Upstream;

namespace RelayPlane.Relay;

/// <summary>Feeds a meter the decoded bytes of a reply, also where the client is sent them encoded: then a bounded copy is decoded when the reply has ended.</summary>
internal sealed class SideMeter(Meter? meter, ContentCoding coding) : IDisposable
{
    /// <summary>Encoded bytes that are kept, and decoded bytes that are read, at most.</summary>
    private const int Bound = 32 * 1024 * 1024;

    private readonly MemoryStream? _encoded = meter is not null && !coding.IsPlain ? new MemoryStream() : null;

    private Reading? _reading;

    public void Write(ReadOnlySpan<byte> piece)
    {
        if (_encoded is null)
        {
            meter?.Write(piece);
        }
        else if (_encoded.Length + piece.Length <= Bound)
        {
            _encoded.Write(piece);
        }
    }

    /// <summary>Whether the event that ends the reply was among what came. In an encoded reply none is seen: there only the end of the body tells.</summary>
    public bool HasEnded => _encoded is null && meter is { HasEnded: true };

    /// <summary>What has come so far; of an encoded reply, to be asked when all has.</summary>
    public Reading SoFar() => _encoded is null && meter is not null ? meter.SoFar() : Read();

    public Reading Read() => _reading ??= ReadOnce();

    private Reading ReadOnce()
    {
        if (meter is null)
        {
            return Reading.None;
        }

        if (_encoded is not null)
        {
            DecodeAside();
        }

        return meter.Read();
    }

    public void Dispose()
    {
        _encoded?.Dispose();
        (meter as IDisposable)?.Dispose();
    }

    private void DecodeAside()
    {
        _encoded!.Position = 0;
        using var decoder = ContentCoding.Decoder(coding.Name, _encoded);
        if (decoder is null)
        {
            return;
        }

        var buffer = new byte[16 * 1024];
        try
        {
            long total = 0;
            for (var read = decoder.Read(buffer); read > 0 && total < Bound; read = decoder.Read(buffer))
            {
                meter!.Write(buffer.AsSpan(0, read));
                total += read;
            }
        }
        catch (Exception thrown) when (thrown is InvalidDataException or InvalidOperationException or IOException)
        {
            // Brotli's decoder throws the latter. A cut reply cannot be decoded to its end; what came out before that is metered.
        }
    }
}

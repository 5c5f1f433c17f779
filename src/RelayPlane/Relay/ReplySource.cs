using System.Buffers;

namespace RelayPlane.Relay;

/// <summary>The reply's body, read piece by piece into one rented buffer, decoded where the client needs that.</summary>
/// <param name="body">The body as it comes.</param>
/// <param name="coding">How it is encoded.</param>
/// <param name="idles">Whether long waits are to be expected between pieces: then no buffer is held through them.</param>
internal sealed class ReplySource(Stream body, ContentCoding coding, bool idles) : IDisposable
{
    private const int PieceSize = 16 * 1024;

    private readonly Stream _body = coding.Decode ? ContentCoding.Decoder(coding.Name, body)! : body;

    private byte[]? _buffer;

    /// <returns>How many bytes the next piece has; 0 at the end.</returns>
    public async ValueTask<int> ReadAsync(CancellationToken cancel)
    {
        var none = 0;
        if (idles && !coding.Decode)
        {
            // A read of nothing ends when there is something to read.
            Release();
            none = await _body.ReadAsync(Memory<byte>.Empty, cancel);
        }

        _buffer ??= ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            return none + await _body.ReadAsync(_buffer, cancel);
        }
        catch (InvalidOperationException broken) when (coding.Decode)
        {
            // What Brotli's decoder throws where the others throw InvalidDataException.
            throw new InvalidDataException("The reply is not encoded as it says.", broken);
        }
    }

    public ReadOnlyMemory<byte> Piece(int length) => _buffer.AsMemory(0, length);

    public void Dispose()
    {
        _body.Dispose();
        Release();
    }

    private void Release()
    {
        if (_buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = null;
        }
    }
}

using System.Buffers;

namespace RelayPlane.Relay;

/// <summary>The reply's body, read piece by piece into one rented buffer, decoded where the client needs that.</summary>
internal sealed class ReplySource(Stream body, ContentCoding coding) : IDisposable
{
    private const int PieceSize = 16 * 1024;

    private readonly Stream _body = coding.Decode ? ContentCoding.Decoder(coding.Name, body)! : body;

    private byte[]? _buffer;

    /// <returns>How many bytes the next piece has; 0 at the end.</returns>
    public async ValueTask<int> ReadAsync(CancellationToken cancel)
    {
        if (_buffer is null)
        {
            _buffer = ArrayPool<byte>.Shared.Rent(PieceSize);
        }

        try
        {
            return await _body.ReadAsync(_buffer, cancel);
        }
        catch (InvalidOperationException thrown) when (coding.Decode)
        {
            // Brotli's decoder says it in another way than the others.
            throw new InvalidDataException(thrown.Message, thrown);
        }
    }

    public ReadOnlyMemory<byte> Piece(int length) => _buffer.AsMemory(0, length);

    public void Dispose()
    {
        _body.Dispose();
        if (_buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = null;
        }
    }
}

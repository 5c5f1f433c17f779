using System.Buffers;

namespace RelayPlane.Upstream;

/// <summary>The reply's body, decoded where the client needs that. Its beginning may be gathered first; then it is read piece by piece through one rented buffer.</summary>
/// <param name="body">The body as it comes.</param>
/// <param name="coding">How it is encoded.</param>
/// <param name="idles">Whether long waits are to be expected between pieces: then no buffer is held through them.</param>
internal sealed class ReplySource(Stream body, ContentCoding coding, bool idles) : IDisposable
{
    private const int PieceSize = 16 * 1024;

    /// <summary>The beginning of an event stream is small, and may be held for long.</summary>
    private const int SmallPieceSize = 4 * 1024;

    private readonly Stream _body = coding.Decode ? ContentCoding.Decoder(coding.Name, body)! : body;

    private byte[]? _buffer;
    private byte[]? _kept;
    private int _held;

    /// <summary>What was gathered and not yet taken.</summary>
    public ReadOnlyMemory<byte> Held => (_kept ?? _buffer).AsMemory(0, _held);

    /// <summary>Whether the body has been read to its end.</summary>
    public bool Ended { get; private set; }

    /// <summary>Reads more of the body onto what is held.</summary>
    /// <returns>How many bytes came; 0 at the end.</returns>
    public async ValueTask<int> GatherAsync(CancellationToken cancel)
    {
        if (_held == 0)
        {
            await IdleAsync(cancel);
        }

        MakeRoom();
        var came = await FillAsync(_buffer.AsMemory(_held), cancel);
        _held += came;
        return came;
    }

    /// <summary>The next piece, what is held first; empty at the end. It lives until the next call.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> NextAsync(CancellationToken cancel)
    {
        if (_held > 0)
        {
            var held = Held;
            _held = 0;
            return held;
        }

        if (Ended)
        {
            return default;
        }

        await IdleAsync(cancel);
        if (_buffer is { Length: not PieceSize })
        {
            // What the beginning needed is too small, or too much, for what follows.
            Release();
        }

        _buffer ??= ArrayPool<byte>.Shared.Rent(PieceSize);
        return _buffer.AsMemory(0, await FillAsync(_buffer, cancel));
    }

    /// <summary>What is held counts as all of it.</summary>
    public void EndHere() => Ended = true;

    /// <summary>Keeps what is held in an array of its own and lets everything else go.</summary>
    public void LetGo()
    {
        _kept ??= Held.ToArray();
        Dispose();
    }

    public void Dispose()
    {
        _body.Dispose();
        Release();
    }

    /// <returns>Nothing: a read of nothing ends when there is something to read.</returns>
    private ValueTask<int> IdleAsync(CancellationToken cancel)
    {
        if (!idles || coding.Decode)
        {
            return ValueTask.FromResult(0);
        }

        Release();
        return _body.ReadAsync(Memory<byte>.Empty, cancel);
    }

    private async ValueTask<int> FillAsync(Memory<byte> room, CancellationToken cancel)
    {
        try
        {
            var came = await _body.ReadAsync(room, cancel);
            Ended = came == 0;
            return came;
        }
        catch (InvalidOperationException broken) when (coding.Decode)
        {
            // What Brotli's decoder throws where the others throw InvalidDataException.
            throw new InvalidDataException("The reply is not encoded as it says.", broken);
        }
    }

    private void MakeRoom()
    {
        _buffer ??= ArrayPool<byte>.Shared.Rent(idles ? SmallPieceSize : PieceSize);
        if (_held < _buffer.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 4);
        _buffer.CopyTo(larger, 0);
        Release();
        _buffer = larger;
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

using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace RelayPlane.Hosting;

/// <summary>
/// The buffers that Kestrel reads and writes sockets through, in blocks of 32 KB where its own are 4 KB: a prompt of a megabyte then takes
/// 32 reads of the socket, not 256. Blocks are held only while bytes are in them, so open and silent streams cost none.
/// </summary>
internal sealed class WideBlocks : MemoryPool<byte>, IMemoryPoolFactory<byte>
{
    private const int BlockSize = 32 * 1024;

    /// <summary>Free blocks that are kept; what comes back beyond that is left to the collector.</summary>
    private const int MostKept = 512;

    private readonly ConcurrentQueue<Block> _free = new();

    private int _kept;

    public override int MaxBufferSize => BlockSize;

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => this;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockSize);
        if (!_free.TryDequeue(out var block))
        {
            return new Block(this);
        }

        Interlocked.Decrement(ref _kept);
        return block;
    }

    protected override void Dispose(bool disposing) => _free.Clear();

    private void Return(Block block)
    {
        if (Interlocked.Increment(ref _kept) > MostKept)
        {
            Interlocked.Decrement(ref _kept);
            return;
        }

        _free.Enqueue(block);
    }

    /// <summary>One pinned array, so that a socket can fill it without pinning it anew.</summary>
    private sealed class Block(WideBlocks pool) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory { get; } = GC.AllocateUninitializedArray<byte>(BlockSize, pinned: true);

        public void Dispose() => pool.Return(this);
    }
}

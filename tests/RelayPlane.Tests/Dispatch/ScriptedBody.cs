namespace RelayPlane.Tests.Dispatch;

/// <summary>A reply's body that comes in given pieces and then ends, breaks or hangs.</summary>
internal sealed class ScriptedBody(IEnumerable<ReadOnlyMemory<byte>> pieces, Exception? breaks = null, bool hangs = false, Action? passes = null) : Stream
{
    private readonly Queue<ReadOnlyMemory<byte>> _pieces = new(pieces);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_pieces.Count == 0)
        {
            if (hangs)
            {
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            }

            return breaks is null ? 0 : throw breaks;
        }

        if (buffer.Length == 0)
        {
            return 0;
        }

        passes?.Invoke();
        var next = _pieces.Dequeue();
        var taken = Math.Min(next.Length, buffer.Length);
        next.Span[..taken].CopyTo(buffer.Span);
        if (taken < next.Length)
        {
            var rest = new[] { next[taken..] }.Concat(_pieces.ToArray()).ToArray();
            _pieces.Clear();
            foreach (var piece in rest)
            {
                _pieces.Enqueue(piece);
            }
        }

        return taken;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

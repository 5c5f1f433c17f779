using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using RelayPlane.Ledger.Content;

namespace RelayPlane.Gateway;

/// <summary>A request's body on its way in, of which each byte is copied once, when it has been consumed.</summary>
internal sealed class TeeReader(PipeReader inner, CapturedBody copy) : PipeReader, IRequestBodyPipeFeature
{
    private System.Buffers.ReadOnlySequence<byte> _read;

    public PipeReader Reader => this;

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var result = await inner.ReadAsync(cancellationToken);
        _read = result.Buffer;
        return result;
    }

    public override bool TryRead(out ReadResult result)
    {
        var came = inner.TryRead(out result);
        _read = result.Buffer;
        return came;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        foreach (var piece in _read.Slice(_read.Start, consumed))
        {
            copy.Write(piece.Span);
        }

        _read = default;
        inner.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);
}

using RelayPlane.Metering;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Reads a stream of <c>:streamGenerateContent?alt=sse</c>: every chunk may carry usage, and the last one wins.</summary>
internal sealed class GenerateMeter : EventMeter
{
    private GenerateReply _reply;

    public override bool HasEnded => _reply.UsageIsFinal;

    protected override void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data) => _reply.Take(data);

    protected override Reading Result() => _reply.ToReading(_reply.Finished && !_reply.Failed);
}

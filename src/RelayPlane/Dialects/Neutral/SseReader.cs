namespace RelayPlane.Dialects.Neutral;

/// <summary>Reads a streamed reply that is server-sent events.</summary>
internal abstract class SseReader : ReplyReader
{
    private readonly SseSplitter _splitter = new();

    public sealed override void Read(ReadOnlySpan<byte> bytes, List<ReplyEvent> events)
    {
        while (_splitter.TryRead(ref bytes, out var next))
        {
            Take(next.Name, WellFormed.Mended(next.Data) ?? next.Data, events);
        }
    }

    public sealed override void End(List<ReplyEvent> events)
    {
        if (_splitter.TryFinish(out var last) && (WholeBody.IsWhole(last.Data) || last.Data.SequenceEqual("[DONE]"u8)))
        {
            Take(last.Name, WellFormed.Mended(last.Data) ?? last.Data, events);
        }

        Finish(events);
    }

    /// <param name="name">Empty where it has none.</param>
    /// <param name="data">Empty for a comment.</param>
    protected abstract void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data, List<ReplyEvent> events);

    /// <summary>The body has ended.</summary>
    protected virtual void Finish(List<ReplyEvent> events)
    {
    }
}

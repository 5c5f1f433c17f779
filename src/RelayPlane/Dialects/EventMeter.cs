using RelayPlane.Metering;

namespace RelayPlane.Dialects;

/// <summary>Reads a reply that is a stream of server-sent events, event by event.</summary>
internal abstract class EventMeter : Meter
{
    private readonly SseSplitter _splitter = new();

    /// <summary>What came of an event whose blank line is still to come.</summary>
    protected ReadOnlySpan<byte> Unfinished => _splitter.Carried;

    public sealed override void Write(ReadOnlySpan<byte> bytes)
    {
        while (_splitter.TryRead(ref bytes, out var next))
        {
            Take(next.Name, next.Data);
        }
    }

    public sealed override Reading SoFar() => Result();

    /// <summary>An event that lacks only its blank line is read all the same: the provider did say it.</summary>
    public sealed override Reading Read()
    {
        if (_splitter.TryFinish(out var last))
        {
            Take(last.Name, last.Data);
        }

        return Result();
    }

    protected abstract void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data);

    protected abstract Reading Result();
}

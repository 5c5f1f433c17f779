using System.Text;
using RelayPlane.Metering;

namespace RelayPlane.Dialects.Converse;

/// <summary>Meters a stream of Converse: what it used stands in its last message, behind the stop.</summary>
internal sealed class ConverseMeter : Meter
{
    private readonly EventStreamSplitter _frames = new();
    private TokenUsage? _usage;
    private string? _raw;
    private string? _error;
    private bool _content;
    private bool _stopped;

    public override bool HasEnded => _stopped && _usage is not null;

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        while (_frames.TryRead(ref bytes, out var next))
        {
            Take(next);
        }
    }

    public override Reading Read()
    {
        _error ??= _frames.Fault;
        return new Reading(_usage, _raw, null, _stopped && _error is null, _content, _error);
    }

    private void Take(EventStreamFrame frame)
    {
        var kind = frame.EventType;
        if (kind.StartsWith("contentBlock"u8))
        {
            _content = true;
        }
        else if (kind.SequenceEqual("messageStop"u8))
        {
            _stopped = true;
        }
        else if (kind.SequenceEqual("metadata"u8) && JsonText.Member(frame.Payload, "usage"u8) is { IsEmpty: false } usage)
        {
            _usage = ConverseUsage.Read(usage) ?? _usage;
            _raw = Encoding.UTF8.GetString(usage);
        }
        else if (!frame.MessageType.SequenceEqual("event"u8))
        {
            var error = ConverseErrors.Of(frame);
            _error = error.Code is { } code ? $"{code}: {error.Message}" : error.Message;
        }
    }
}

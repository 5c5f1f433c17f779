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
    private ContentCount _relayed;
    private ServedAs _served;
    private bool _stopped;

    /// <summary>Counts follow the stop, in the last message.</summary>
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
        return new Reading(_usage, _raw, null, _stopped && _error is null, _content, _error)
        {
            Modifiers = _served.Modifiers,
            Relayed = _relayed.Relayed,
            UsageIsFinal = _usage is not null || !_content,
        };
    }

    private void Take(EventStreamFrame frame)
    {
        var kind = frame.EventType;
        if (kind.StartsWith("contentBlock"u8))
        {
            _content = true;
            if (kind.EndsWith("Delta"u8))
            {
                _relayed.Add(Words(JsonText.Member(frame.Payload, "delta"u8)));
            }
        }
        else if (kind.SequenceEqual("messageStop"u8))
        {
            _stopped = true;
        }
        else if (kind.SequenceEqual("metadata"u8))
        {
            TakeMetadata(frame.Payload);
        }
        else if (!frame.MessageType.SequenceEqual("event"u8))
        {
            var error = ConverseErrors.Of(frame);
            _error = error.Code is { } code ? $"{code}: {error.Message}" : error.Message;
        }
    }

    private void TakeMetadata(ReadOnlySpan<byte> metadata)
    {
        var walk = new JsonWalk(metadata);
        while (walk.Open == '{' && walk.Next())
        {
            if (walk.Name.SequenceEqual("usage"u8))
            {
                _usage = ConverseUsage.Read(walk.Value) ?? _usage;
                _raw = Encoding.UTF8.GetString(walk.Value);
            }
            else
            {
                _served.Take(walk.Name, walk.Value);
            }
        }
    }

    /// <summary>The bytes of a delta's text, thought or arguments.</summary>
    private static int Words(ReadOnlySpan<byte> delta) =>
        ContentCount.Bytes(JsonText.Member(delta, "text"u8))
        + ContentCount.Bytes(JsonText.Member(JsonText.Member(delta, "toolUse"u8), "input"u8))
        + ContentCount.Bytes(JsonText.Member(JsonText.Member(delta, "reasoningContent"u8), "text"u8));
}

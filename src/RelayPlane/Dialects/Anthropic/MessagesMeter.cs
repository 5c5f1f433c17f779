using System.Text;
using RelayPlane.Metering;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>Reads a stream of <c>/v1/messages</c>. Only its first and last events matter; the deltas between them are passed over by name.</summary>
internal sealed class MessagesMeter : EventMeter
{
    /// <summary>The kind of a delta stands in so many bytes of its event.</summary>
    private const int Head = 96;

    private MessagesUsage _usage;
    private string? _startUsage;
    private string? _lastUsage;
    private string? _model;
    private string? _error;
    private bool _content;
    private ContentCount _relayed;
    private bool _stopped;

    public override bool HasEnded => _stopped;

    protected override void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        var kind = EventKind.Of(name, data);
        if (kind.StartsWith("content_block_"u8))
        {
            _content = true;
            if (kind.EndsWith("delta"u8))
            {
                Relay(data);
            }
        }
        else if (kind.SequenceEqual("message_start"u8))
        {
            Start(JsonText.Member(data, "message"u8));
        }
        else if (kind.SequenceEqual("message_delta"u8))
        {
            _lastUsage = Overwrite(JsonText.Member(data, "usage"u8)) ?? _lastUsage;
        }
        else if (kind.SequenceEqual("message_stop"u8))
        {
            _stopped = true;
        }
        else if (kind.SequenceEqual("error"u8))
        {
            _error = ErrorText.Of(JsonText.Member(data, "error"u8)) ?? ErrorText.Of(data) ?? "error";
        }
    }

    protected override Reading Result()
    {
        var raw = _startUsage is not null && _lastUsage is not null ? $"[{_startUsage},{_lastUsage}]" : _lastUsage ?? _startUsage;
        return new Reading(_usage.ToTokens(), raw, _model, _stopped && _error is null, _content, _error)
        {
            Modifiers = _usage.Modifiers,
            Relayed = _relayed.Relayed,
            UsageIsFinal = _lastUsage is not null || !_content,
        };
    }

    /// <summary>Only the first is looked into. Anthropic pads some with spaces before the last bracket; a signature is not what is paid for.</summary>
    private void Relay(ReadOnlySpan<byte> data)
    {
        if (data[..Math.Min(Head, data.Length)].IndexOf("signature_delta"u8) >= 0)
        {
            return;
        }

        if (_relayed.KnowsFrame)
        {
            _relayed.AddAlike(data.TrimEnd(" }\r\n"u8).Length);
            return;
        }

        var content = 0;
        var walk = new JsonWalk(JsonText.Member(data, "delta"u8));
        while (walk.Open == '{' && walk.Next())
        {
            content += walk.Name.SequenceEqual("type"u8) ? 0 : ContentCount.Bytes(walk.Value);
        }

        _relayed.Add(data.TrimEnd(" }\r\n"u8).Length, content);
    }

    private void Start(ReadOnlySpan<byte> message)
    {
        var walk = new JsonWalk(message);
        while (walk.Open == '{' && walk.Next())
        {
            if (walk.Name.SequenceEqual("model"u8))
            {
                _model = JsonText.OrNull(walk.Value) ?? _model;
            }
            else if (walk.Name.SequenceEqual("usage"u8))
            {
                _startUsage = Overwrite(walk.Value) ?? _startUsage;
            }
            else
            {
                _usage.TakeBeside(walk.Name, walk.Value);
            }
        }
    }

    private string? Overwrite(ReadOnlySpan<byte> usage)
    {
        if (!JsonText.IsObject(usage))
        {
            return null;
        }

        _usage.Overwrite(usage);
        return Encoding.UTF8.GetString(usage);
    }
}

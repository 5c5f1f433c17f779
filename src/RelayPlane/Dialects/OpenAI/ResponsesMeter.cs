using RelayPlane.Metering;

namespace RelayPlane.Dialects.OpenAI;

/// <summary>Reads a stream of <c>/v1/responses</c>: its last event repeats the whole response, with usage and any error in it.</summary>
internal sealed class ResponsesMeter : EventMeter
{
    private Reading _last = Reading.None;
    private string? _model;
    private string? _error;
    private bool _content;
    private ContentCount _relayed;
    private bool _ended;

    public override bool HasEnded => _ended;

    protected override void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        var kind = EventKind.Of(name, data);
        if (kind.EndsWith(".delta"u8))
        {
            _content = true;
            if (_relayed.KnowsFrame)
            {
                _relayed.AddAlike(data.Length);
            }
            else
            {
                _relayed.Add(data.Length, ContentCount.Bytes(JsonText.Member(data, "delta"u8)));
            }
        }
        else if (kind.StartsWith("response.output_item"u8))
        {
            _content = true;
        }
        else if (kind.SequenceEqual("response.completed"u8) || kind.SequenceEqual("response.incomplete"u8) || kind.SequenceEqual("response.failed"u8))
        {
            _last = OpenAIBody.Read(JsonText.Member(data, "response"u8));
            _error = _last.Error ?? (kind.EndsWith("failed"u8) ? "response.failed" : _error);
            _ended = true;
        }
        else if (kind.SequenceEqual("error"u8))
        {
            _error = ErrorText.Of(JsonText.Member(data, "error"u8)) ?? ErrorText.Of(data) ?? "error";
        }
        else if (_model is null && kind.StartsWith("response."u8))
        {
            _model = JsonText.OrNull(JsonText.Member(JsonText.Member(data, "response"u8), "model"u8));
        }
    }

    protected override Reading Result() =>
        new(_last.Usage, _last.RawUsage, _last.Model ?? _model, _ended, _content || _last.HasContent, _error)
        {
            Modifiers = _last.Modifiers,
            Relayed = _relayed.Relayed,
            UsageIsFinal = _last.Usage is not null || !_content,
        };
}

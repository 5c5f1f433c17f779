using System.Text.Json;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Metering;

namespace RelayPlane.Dialects.Responses;

/// <summary>Turns ordered events into the life of a response: created, in progress, item after item, and at its end the whole of it once more.</summary>
internal sealed class ReplyLifecycle(EventFrame frame, ReplyContext context)
{
    private readonly ReplyEnvelope _envelope = new(context);
    private readonly List<byte[]> _output = [];
    private OutputItem? _item;

    /// <summary>A call that is not announced yet: its signature, which goes before it, may come with its first piece.</summary>
    private ToolCallBlock? _call;

    /// <summary>The block is none that this format has; its content is passed over.</summary>
    private bool _passed;
    private bool _created;
    private bool _refusedInWords;
    private int _begun;
    private TokenUsage? _usage;
    private string _status = "in_progress";
    private string? _incomplete;
    private ProviderError? _error;

    public void Take(ReplyEvent next)
    {
        switch (next)
        {
            case Started started:
                Start(started);
                break;
            case BlockStarted begun:
                Begin(begun.Head);
                break;
            case Delta delta when !_passed:
                Announce();
                _item?.More(delta.Text);
                break;
            case StateCame came when _call is not null:
                _call = _call with { State = came.State };
                break;
            case StateCame came when !_passed:
                _item?.Seal(came.State);
                break;
            case Cited cited when !_passed:
                _item?.Cite(cited.Citation);
                break;
            case BlockEnded when !_passed:
                Close();
                break;
            case Ended ended:
                End(ended);
                break;
            case Failed failed:
                Fail(failed.Error);
                break;
            case Pinged:
                frame.Comment();
                break;
        }
    }

    /// <summary>The response as it is by now.</summary>
    public void Write(Utf8JsonWriter json) => _envelope.Write(json, _status, _output, _usage, _incomplete, _error);

    private void Start(Started started)
    {
        if (_created)
        {
            return;
        }

        _created = true;
        if (started.Id?.StartsWith("resp_", StringComparison.Ordinal) == true)
        {
            _envelope.Id = started.Id;
        }

        _envelope.Model = started.Model ?? _envelope.Model;
        Whole("response.created"u8);
        Whole("response.in_progress"u8);
    }

    private void Begin(Block head)
    {
        _refusedInWords |= head is RefusalBlock;
        if (head is TextBlock or RefusalBlock && _item is MessageItem)
        {
            _passed = false;
            _item.Begin(head);
            return;
        }

        if (head is ToolCallBlock call)
        {
            Finish("completed");
            (_call, _passed) = (call, false);
            return;
        }

        Finish("completed");
        _item = head switch
        {
            TextBlock or RefusalBlock => New("msg", id => new MessageItem(frame, _output.Count, id)),
            ThinkingBlock => New("rs", id => new ReasoningItem(frame, _output.Count, id, context.ShowThinking)),
            MediaBlock { Kind: MediaKind.Image, Source: MediaSource.Base64 } => New("ig", id => new ImageItem(frame, _output.Count, id)),
            _ => null,
        };
        _passed = _item is null;
        _item?.Begin(head);
    }

    private void Announce()
    {
        if (_call is not { } call)
        {
            return;
        }

        _call = null;
        if (call.State is { } state)
        {
            // A signature of the call itself has no place in it, so it stands before it, as a thought that says nothing.
            _item = New("rs", id => new ReasoningItem(frame, _output.Count, id, context.ShowThinking));
            _item.Seal(state);
            Finish("completed");
        }

        var custom = call.Freeform || context.Freeform.Contains(call.Name);
        _item = New(custom ? "ctc" : "fc", id => new CallItem(frame, _output.Count, id, custom));
        _item.Begin(call);
    }

    private OutputItem New(string kind, Func<string, OutputItem> make) => make($"{kind}_{context.Id}_{_begun++}");

    /// <summary>A message may go on with another part; anything else is whole with its block.</summary>
    private void Close()
    {
        Announce();
        _item?.End();
        if (_item is not MessageItem)
        {
            Finish("completed");
        }
    }

    private void Finish(string status)
    {
        if (_item?.Finish(status) is { } item)
        {
            _output.Add(item);
        }

        _item = null;
    }

    private void End(Ended ended)
    {
        if (ended.Stop is { Kind: StopKind.Refusal, Detail: { Length: > 0 } why } && !_refusedInWords)
        {
            Begin(new RefusalBlock(string.Empty));
            _item!.More(why);
            Close();
        }

        _usage = ended.Usage;
        _incomplete = ReplyStop.Incomplete(ended.Stop, _refusedInWords);
        _status = _incomplete is null ? "completed" : "incomplete";
        Finish(_status);
        Whole(_incomplete is null ? "response.completed"u8 : "response.incomplete"u8);
    }

    /// <summary>A failure is the end of a response that was created, also where nothing had come before it.</summary>
    private void Fail(ProviderError error)
    {
        _call = null;
        Start(new Started(null, null));
        (_error, _status) = (error, "failed");
        Whole("response.failed"u8);
    }

    private void Whole(ReadOnlySpan<byte> type)
    {
        var json = frame.Begin(type);
        json.WritePropertyName("response"u8);
        Write(json);
        frame.End();
    }
}

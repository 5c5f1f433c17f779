using RelayPlane.Metering;

namespace RelayPlane.Dialects.Neutral;

/// <summary>
/// Puts a reply's events into the order that writers are promised: one start, blocks one after the other and none within another, one end. What comes for a
/// block that has to wait is kept until the one before it is closed; nothing else is held back.
/// </summary>
/// <param name="names">Turns the tools' names back into the client's.</param>
internal sealed class EventOrder(ToolNames names)
{
    private readonly List<int> _waiting = [];
    private readonly Dictionary<int, List<ReplyEvent>> _kept = [];
    private readonly HashSet<int> _closed = [];
    private readonly HashSet<int> _known = [];
    private int? _open;
    private ArgumentsWatch? _arguments;
    private bool _started;
    private string? _id;
    private bool _closedByWord;
    private bool _tools;
    private Stop? _stop;
    private TokenUsage? _usage;

    /// <summary>Whether an end was handed on, good or bad; nothing may follow.</summary>
    public bool IsOver { get; private set; }

    public void Take(ReplyEvent next, List<ReplyEvent> ordered)
    {
        if (IsOver)
        {
            return;
        }

        switch (next)
        {
            case Started start:
                Start(start, ordered);
                break;
            case UsageCame usage:
                _usage = usage.Usage;
                break;
            case Stopped stopped:
                _stop = stopped.Stop;
                break;
            case Closed:
                _closedByWord = true;
                break;
            case Failed failed:
                Fail(failed.Error, ordered);
                break;
            case Pinged:
                ordered.Add(next);
                break;
            case BlockStarted begun:
                Begin(begun, ordered);
                break;
            case Delta delta:
                Content(delta.Key, delta, ordered);
                break;
            case StateCame state:
                Content(state.Key, state, ordered);
                break;
            case Cited cited:
                Content(cited.Key, cited, ordered);
                break;
            case BlockEnded ended:
                Close(ended.Key, ordered);
                break;
        }
    }

    /// <summary>The body has ended: a stop makes it whole; without one it broke off, whatever came before (bugs B08, B16).</summary>
    public void End(List<ReplyEvent> ordered)
    {
        if (IsOver)
        {
            return;
        }

        if (_stop is null && !(_closedByWord && _known.Count > 0))
        {
            Fail(new ProviderError(ErrorKind.Server, "The provider's reply broke off before its end."), ordered);
            return;
        }

        Start(new Started(null, null), ordered);
        CloseAll(ordered);
        IsOver = true;
        ordered.Add(new Ended((_stop ?? new Stop(StopKind.Other)).WithTools(_tools), _usage));
    }

    /// <summary>A second start with the same id is said twice (bug B23); with another it is another reply, which nobody asked for.</summary>
    private void Start(Started start, List<ReplyEvent> ordered)
    {
        if (!_started)
        {
            (_started, _id) = (true, start.Id);
            _usage ??= start.Usage;
            ordered.Add(start);
        }
        else if (start.Id is not null && _id is not null && start.Id != _id)
        {
            Fail(new ProviderError(ErrorKind.Server, "The provider began a second reply within the first."), ordered);
        }
    }

    private void Begin(BlockStarted begun, List<ReplyEvent> ordered)
    {
        if (!_known.Add(begun.Key))
        {
            return;
        }

        Start(new Started(null, null), ordered);
        if (begun.Head is ToolCallBlock call)
        {
            _tools = true;
            begun = begun with { Head = call with { Name = names.Back(call.Name) } };
        }

        // Only a tool call's arguments can come in turns with something else (bug B05); any other block is over when the next begins.
        if (_open is { } open && _arguments is not { IsWhole: false })
        {
            Close(open, ordered);
        }

        if (_open is not null)
        {
            _waiting.Add(begun.Key);
            _kept[begun.Key] = [begun];
            return;
        }

        Open(begun, ordered);
    }

    private void Content(int key, ReplyEvent next, List<ReplyEvent> ordered)
    {
        if (key == _open)
        {
            Hand(next, ordered);
        }
        else if (_kept.TryGetValue(key, out var kept))
        {
            kept.Add(next);
        }
    }

    private void Close(int key, List<ReplyEvent> ordered)
    {
        if (key != _open)
        {
            _closed.Add(key);
            return;
        }

        End(key, ordered);
        while (_open is null && _waiting.Count > 0)
        {
            var first = _waiting[0];
            _waiting.RemoveAt(0);
            _kept.Remove(first, out var kept);
            Open((BlockStarted)kept![0], ordered);
            foreach (var next in kept.Skip(1))
            {
                Hand(next, ordered);
            }

            if (_closed.Contains(first) || (_waiting.Count > 0 && _arguments is not { IsWhole: false }))
            {
                End(first, ordered);
            }
        }
    }

    private void Open(BlockStarted begun, List<ReplyEvent> ordered)
    {
        (_open, _arguments) = (begun.Key, begun.Head is ToolCallBlock { Freeform: false } ? new ArgumentsWatch() : null);
        ordered.Add(begun);
    }

    private void Hand(ReplyEvent next, List<ReplyEvent> ordered)
    {
        if (next is Delta delta && _arguments is not null)
        {
            next = delta with { Text = _arguments.Take(delta.Text) };
        }

        if (next is not Delta { Text.Length: 0 })
        {
            ordered.Add(next);
        }
    }

    private void End(int key, List<ReplyEvent> ordered)
    {
        if (_arguments?.Rest() is { Length: > 0 } rest)
        {
            ordered.Add(new Delta(key, rest));
        }

        ordered.Add(new BlockEnded(key));
        (_open, _arguments) = (null, null);
    }

    private void CloseAll(List<ReplyEvent> ordered)
    {
        while (_open is { } open)
        {
            Close(open, ordered);
        }
    }

    private void Fail(ProviderError error, List<ReplyEvent> ordered)
    {
        IsOver = true;
        ordered.Add(new Failed(error));
    }
}

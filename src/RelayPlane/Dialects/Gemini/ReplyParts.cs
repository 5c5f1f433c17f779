using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Turns the parts of a reply into events.</summary>
/// <param name="sent">Who answers, for the signatures.</param>
/// <param name="text">Gathers the answer's text, for what is cited of it.</param>
/// <param name="partial">The call whose arguments come in pieces.</param>
/// <param name="tell">Tells this reply's made-up ids from another's.</param>
internal sealed class ReplyParts(EncodeFor sent, CandidateText text, PartialCall partial, string tell)
{
    private int _next;
    private int _open = -1;
    private Kind _kind;
    private bool _signed;
    private int _calls;
    private string? _pending;

    /// <summary>What the block is that parts may go on in.</summary>
    private enum Kind
    {
        None,
        Text,
        Thinking,
        Call,
    }

    /// <summary>Whether there was any.</summary>
    public bool Any => _next > 0;

    public void Take(JsonElement part, List<ReplyEvent> events)
    {
        var signature = part.AnyText("thoughtSignature", "thought_signature") is { } given && given != OpaqueState.NoneCoded ? given : null;
        if (part.Any("functionCall", "function_call") is { ValueKind: JsonValueKind.Object } call)
        {
            TakeCall(call, signature, events);
        }
        else if (part.Text("text") is { } words)
        {
            TakeText(words, part.Flag("thought") == true, signature, events);
        }
        else if (PartReader.Media(part) is { } media)
        {
            Whole(media with { Raw = part.Clone() }, events);
        }
        else if (PartReader.Kind(part) is not "part" and var kind)
        {
            Whole(new OpaqueBlock(kind) { Raw = part.Clone() }, events);
        }
        else if (signature is not null)
        {
            TakeText(string.Empty, false, signature, events);
        }
    }

    /// <summary>No part follows: what still waits.</summary>
    public void End(List<ReplyEvent> events)
    {
        FinishCall(events);
        Flush(events);
    }

    private void TakeText(string words, bool thought, string? signature, List<ReplyEvent> events)
    {
        FinishCall(events);
        var kind = thought ? Kind.Thinking : Kind.Text;
        if (words.Length == 0 && signature is null)
        {
            return;
        }

        // A last part without text only brings the signature of what was before it.
        if (words.Length == 0 && _kind is Kind.Thinking or Kind.Call && !_signed)
        {
            Sign(signature, events);
            return;
        }

        if (words.Length > 0 || thought)
        {
            if (_kind != kind)
            {
                if (!thought && signature is not null)
                {
                    Flush(events);
                    Thought(signature, events);
                    signature = null;
                }

                Begin(kind, thought ? new ThinkingBlock(string.Empty) { IsSummary = true } : new TextBlock(string.Empty), events);
            }

            if (words.Length > 0)
            {
                events.Add(new Delta(_open, words));
            }

            if (!thought)
            {
                text.Add(_open, words);
            }
        }

        if (thought)
        {
            Sign(signature, events);
        }
        else
        {
            _pending = signature ?? _pending;
        }
    }

    private void TakeCall(JsonElement call, string? signature, List<ReplyEvent> events)
    {
        var name = call.Text("name");
        if (name is not null)
        {
            FinishCall(events);
            var id = call.Text("id") is { Length: > 0 } its ? its : CallIds.MakeUp(tell, _calls);
            _calls++;
            Begin(Kind.Call, new ToolCallBlock(id, name, string.Empty), events);
        }

        if (_kind != Kind.Call)
        {
            return;
        }

        Sign(signature, events);
        var goesOn = (call.Flag("willContinue") ?? call.Flag("will_continue")) == true;
        if (call.Get("args") is { ValueKind: JsonValueKind.Object } args && !(goesOn || partial.IsOpen))
        {
            events.Add(new Delta(_open, args.Compact()));
        }
        else if (name is not null && !goesOn)
        {
            events.Add(new Delta(_open, "{}"));
        }
        else
        {
            partial.Take(call);
            if (!goesOn)
            {
                FinishCall(events);
            }
        }
    }

    private void FinishCall(List<ReplyEvent> events)
    {
        if (partial.IsOpen)
        {
            events.Add(new Delta(_open, partial.Close()));
        }
    }

    private void Begin(Kind kind, Block head, List<ReplyEvent> events)
    {
        Flush(events);
        (_open, _kind, _signed) = (_next++, kind, false);
        events.Add(new BlockStarted(_open, head));
    }

    private void Whole(Block block, List<ReplyEvent> events)
    {
        FinishCall(events);
        Begin(Kind.None, block, events);
        events.Add(new BlockEnded(_open));
    }

    private void Sign(string? signature, List<ReplyEvent> events)
    {
        if (signature is { Length: > 0 })
        {
            _signed = true;
            events.Add(new StateCame(_open, State(signature)));
        }
    }

    /// <summary>The signature of a text is a thought that says nothing, as no other format can have it on the text.</summary>
    private void Thought(string signature, List<ReplyEvent> events)
    {
        _open = _next++;
        events.Add(new BlockStarted(_open, new ThinkingBlock(string.Empty)));
        events.Add(new StateCame(_open, State(signature)));
        events.Add(new BlockEnded(_open));
        _kind = Kind.None;
    }

    private void Flush(List<ReplyEvent> events)
    {
        if (_pending is { } signature)
        {
            _pending = null;
            Thought(signature, events);
        }
    }

    private OpaqueState State(string signature) => new(WireFormat.Generate, signature, sent.Provider, sent.Key);
}

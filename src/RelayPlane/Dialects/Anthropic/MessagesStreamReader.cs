using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Errors;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>Reads a stream of <c>/v1/messages</c>. A delta costs a walk over its few members; everything else is parsed.</summary>
internal sealed class MessagesStreamReader(EncodeFor target) : SseReader
{
    private readonly MessagesBlocks _blocks = MessagesReplyReader.Blocks(target);

    /// <summary>Blocks that came whole: what follows of them is for their own format only.</summary>
    private readonly HashSet<int> _whole = [];

    /// <summary>Arguments that stood in the start of a call, until a delta replaces them.</summary>
    private readonly Dictionary<int, string> _given = [];

    private MessagesUsage _usage;

    protected override void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data, List<ReplyEvent> events)
    {
        var kind = EventKind.Of(name, data);
        if (kind.SequenceEqual("content_block_delta"u8))
        {
            Delta(data, events);
        }
        else if (kind.SequenceEqual("content_block_start"u8))
        {
            Begin(data, events);
        }
        else if (kind.SequenceEqual("content_block_stop"u8))
        {
            End(Key(data), events);
        }
        else if (kind.SequenceEqual("message_start"u8))
        {
            Start(JsonText.Member(data, "message"u8), events);
        }
        else if (kind.SequenceEqual("message_delta"u8))
        {
            Tail(data, events);
        }
        else if (kind.SequenceEqual("message_stop"u8))
        {
            events.Add(new Closed());
        }
        else if (kind.SequenceEqual("ping"u8))
        {
            events.Add(new Pinged());
        }
        else if (kind.SequenceEqual("error"u8) || (kind.IsEmpty && WholeBody.HasError(data)))
        {
            events.Add(new Failed(ErrorReading.Of(0, data, null)));
        }
    }

    private void Start(ReadOnlySpan<byte> message, List<ReplyEvent> events)
    {
        Count(JsonText.Member(message, "usage"u8));
        events.Add(new Started(JsonText.OrNull(JsonText.Member(message, "id"u8)), JsonText.OrNull(JsonText.Member(message, "model"u8)), _usage.ToTokens()));
    }

    private void Begin(ReadOnlySpan<byte> data, List<ReplyEvent> events)
    {
        if (Parse(JsonText.Member(data, "content_block"u8)) is not { } json)
        {
            return;
        }

        var key = Key(data);
        switch (_blocks.One(json))
        {
            case TextBlock text:
                events.Add(new BlockStarted(key, text with { Text = string.Empty, Citations = [] }));
                More(key, text.Text, events);
                foreach (var citation in text.Citations)
                {
                    events.Add(new Cited(key, citation));
                }

                break;
            case ThinkingBlock { Redacted: false } thought:
                events.Add(new BlockStarted(key, thought with { Text = string.Empty, State = null }));
                More(key, thought.Text, events);
                if (thought.State is not null)
                {
                    events.Add(new StateCame(key, thought.State));
                }

                break;
            case ToolCallBlock call:
                if (call.Arguments != "{}")
                {
                    _given[key] = call.Arguments;
                }

                events.Add(new BlockStarted(key, call with { Arguments = string.Empty }));
                break;
            case var whole:
                _whole.Add(key);
                events.Add(new BlockStarted(key, whole));
                break;
        }
    }

    private void Delta(ReadOnlySpan<byte> data, List<ReplyEvent> events)
    {
        var key = Key(data);
        if (_whole.Count > 0 && _whole.Contains(key))
        {
            return;
        }

        var delta = JsonText.Member(data, "delta"u8);
        var type = JsonText.Member(delta, "type"u8);
        if (type.SequenceEqual("\"text_delta\""u8))
        {
            More(key, JsonText.Member(delta, "text"u8), events);
        }
        else if (type.SequenceEqual("\"input_json_delta\""u8))
        {
            var before = events.Count;
            More(key, JsonText.Member(delta, "partial_json"u8), events);
            if (_given.Count > 0 && events.Count > before)
            {
                _given.Remove(key);
            }
        }
        else if (type.SequenceEqual("\"thinking_delta\""u8))
        {
            More(key, JsonText.Member(delta, "thinking"u8), events);
        }
        else if (type.SequenceEqual("\"signature_delta\""u8))
        {
            if (JsonText.TryRead(JsonText.Member(delta, "signature"u8), out var signature, int.MaxValue) && signature.Length > 0)
            {
                events.Add(new StateCame(key, new OpaqueState(WireFormat.Messages, signature, target.Provider, target.Key)));
            }
        }
        else if (type.SequenceEqual("\"citations_delta\""u8) && Parse(JsonText.Member(delta, "citation"u8)) is { } citation)
        {
            events.Add(new Cited(key, MessagesCitations.One(citation)));
        }
    }

    private void End(int key, List<ReplyEvent> events)
    {
        if (_given.Remove(key, out var arguments))
        {
            events.Add(new Delta(key, arguments));
        }

        events.Add(new BlockEnded(key));
    }

    private void Tail(ReadOnlySpan<byte> data, List<ReplyEvent> events)
    {
        if (Count(JsonText.Member(data, "usage"u8)) && _usage.ToTokens() is { } usage)
        {
            events.Add(new UsageCame(usage));
        }

        if (Parse(JsonText.Member(data, "delta"u8)) is { } delta && delta.Text("stop_reason") is { } reason)
        {
            events.Add(new Stopped(MessagesStops.Read(reason, delta)));
        }
    }

    private bool Count(ReadOnlySpan<byte> usage)
    {
        if (!JsonText.IsObject(usage))
        {
            return false;
        }

        _usage.Overwrite(usage);
        return true;
    }

    private static void More(int key, ReadOnlySpan<byte> value, List<ReplyEvent> events)
    {
        if (JsonText.TryRead(value, out var text, int.MaxValue))
        {
            More(key, text, events);
        }
    }

    private static void More(int key, string text, List<ReplyEvent> events)
    {
        if (text.Length > 0)
        {
            events.Add(new Delta(key, text));
        }
    }

    private static int Key(ReadOnlySpan<byte> data) => (int)Math.Min(JsonText.Count(JsonText.Member(data, "index"u8)) ?? 0, int.MaxValue);

    /// <summary>A value that outlives the event; null where it is none.</summary>
    private static JsonElement? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            return JsonElement.TryParseValue(ref reader, out var value) ? value : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

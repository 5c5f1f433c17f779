using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Converse;

/// <summary>Reads a stream of Converse. Text and thoughts often begin without a start of their block: the first piece is one.</summary>
internal sealed class ConverseStreamReader(EncodeFor target) : ReplyReader
{
    private readonly EventStreamSplitter _frames = new();
    private readonly Dictionary<long, (int Key, BlockKind Kind)> _open = [];
    private int _next;
    private bool _failed;

    /// <summary>What a block of the stream is.</summary>
    private enum BlockKind
    {
        Text,
        Thought,
        Redacted,
        Call,

        /// <summary>A hosted tool's: told at its start, and the pieces passed over.</summary>
        Opaque,
    }

    public override void Read(ReadOnlySpan<byte> bytes, List<ReplyEvent> events)
    {
        while (_frames.TryRead(ref bytes, out var next))
        {
            Take(next, events);
        }

        if (_frames.Fault is { } fault && !_failed)
        {
            _failed = true;
            events.Add(new Failed(new ProviderError(ErrorKind.Server, fault)));
        }
    }

    /// <summary>Half a message is nothing; that the reply broke off is for the order of events to say.</summary>
    public override void End(List<ReplyEvent> events)
    {
    }

    private void Take(EventStreamFrame frame, List<ReplyEvent> events)
    {
        var kind = frame.EventType;
        var payload = frame.Payload;
        if (!frame.MessageType.SequenceEqual("event"u8))
        {
            events.Add(new Failed(ConverseErrors.Of(frame)));
        }
        else if (kind.SequenceEqual("contentBlockDelta"u8))
        {
            Piece(Index(payload), JsonText.Member(payload, "delta"u8), events);
        }
        else if (kind.SequenceEqual("contentBlockStart"u8))
        {
            Start(Index(payload), JsonText.Member(payload, "start"u8), events);
        }
        else if (kind.SequenceEqual("contentBlockStop"u8))
        {
            if (_open.Remove(Index(payload), out var ended))
            {
                events.Add(new BlockEnded(ended.Key));
            }
        }
        else if (kind.SequenceEqual("messageStart"u8))
        {
            events.Add(new Started(null, null));
        }
        else if (kind.SequenceEqual("messageStop"u8))
        {
            var more = JsonText.Member(payload, "additionalModelResponseFields"u8);
            events.Add(new Stopped(ConverseStops.Of(Text(JsonText.Member(payload, "stopReason"u8)), Text(JsonText.Member(more, "stop_sequence"u8)))));
        }
        else if (kind.SequenceEqual("metadata"u8) && ConverseUsage.Read(JsonText.Member(payload, "usage"u8)) is { } usage)
        {
            events.Add(new UsageCame(usage));
        }
    }

    private void Start(long index, ReadOnlySpan<byte> start, List<ReplyEvent> events)
    {
        var call = JsonText.Member(start, "toolUse"u8);
        if (!call.IsEmpty)
        {
            var type = Text(JsonText.Member(call, "type"u8));
            if (ConverseReplyReader.IsHosted(type))
            {
                Begin(index, BlockKind.Opaque, new OpaqueBlock(type!), events);
                return;
            }

            var id = Text(JsonText.Member(call, "toolUseId"u8)) ?? string.Empty;
            Begin(index, BlockKind.Call, new ToolCallBlock(id, Text(JsonText.Member(call, "name"u8)) ?? string.Empty, string.Empty), events);
            return;
        }

        var result = JsonText.Member(start, "toolResult"u8);
        if (!result.IsEmpty)
        {
            Begin(index, BlockKind.Opaque, new OpaqueBlock(Text(JsonText.Member(result, "type"u8)) ?? "toolResult"), events);
        }
    }

    private void Piece(long index, ReadOnlySpan<byte> delta, List<ReplyEvent> events)
    {
        var walk = new JsonWalk(delta);
        while (walk.Open == '{' && walk.Next())
        {
            if (walk.Name.SequenceEqual("text"u8))
            {
                Add(index, BlockKind.Text, walk.Value, events);
            }
            else if (walk.Name.SequenceEqual("toolUse"u8))
            {
                Add(index, BlockKind.Call, JsonText.Member(walk.Value, "input"u8), events);
            }
            else if (walk.Name.SequenceEqual("reasoningContent"u8))
            {
                Thought(index, walk.Value, events);
            }
            else if (walk.Name.SequenceEqual("citation"u8))
            {
                var reader = new Utf8JsonReader(walk.Value);
                using var citation = JsonDocument.ParseValue(ref reader);
                events.Add(new Cited(KeyOf(index, BlockKind.Text, events), ConverseCitations.Read(citation.RootElement)));
            }
        }
    }

    private void Thought(long index, ReadOnlySpan<byte> piece, List<ReplyEvent> events)
    {
        var walk = new JsonWalk(piece);
        while (walk.Open == '{' && walk.Next())
        {
            if (walk.Name.SequenceEqual("text"u8))
            {
                Add(index, BlockKind.Thought, walk.Value, events);
            }
            else if (walk.Name.SequenceEqual("signature"u8) && Text(walk.Value) is { Length: > 0 } signature)
            {
                events.Add(new StateCame(KeyOf(index, BlockKind.Thought, events), ConverseReplyReader.State(signature, target)));
            }
            else if (walk.Name.SequenceEqual("redactedContent"u8) && Text(walk.Value) is { Length: > 0 } redacted)
            {
                Begin(index, BlockKind.Redacted, new ThinkingBlock(string.Empty) { Redacted = true, State = ConverseReplyReader.State(redacted, target) }, events);
            }
        }
    }

    private void Add(long index, BlockKind kind, ReadOnlySpan<byte> value, List<ReplyEvent> events)
    {
        if (_open.TryGetValue(index, out var open) && open.Kind == BlockKind.Opaque)
        {
            return;
        }

        if (Text(value) is { Length: > 0 } text)
        {
            events.Add(new Delta(KeyOf(index, kind, events), text));
        }
    }

    /// <summary>The block that a piece belongs to, begun where this is its first.</summary>
    private int KeyOf(long index, BlockKind kind, List<ReplyEvent> events)
    {
        if (_open.TryGetValue(index, out var open) && open.Kind == kind)
        {
            return open.Key;
        }

        Block head = kind switch
        {
            BlockKind.Thought => new ThinkingBlock(string.Empty),
            BlockKind.Call => new ToolCallBlock(string.Empty, string.Empty, string.Empty),
            _ => new TextBlock(string.Empty),
        };
        return Begin(index, kind, head, events);
    }

    private int Begin(long index, BlockKind kind, Block head, List<ReplyEvent> events)
    {
        if (_open.TryGetValue(index, out var before))
        {
            events.Add(new BlockEnded(before.Key));
        }

        _open[index] = (_next, kind);
        events.Add(new BlockStarted(_next, head));
        return _next++;
    }

    private static long Index(ReadOnlySpan<byte> payload) => JsonText.Count(JsonText.Member(payload, "contentBlockIndex"u8)) ?? 0;

    private static string? Text(ReadOnlySpan<byte> value) => JsonText.TryRead(value, out var text, int.MaxValue) ? text : null;
}

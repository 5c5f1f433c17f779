using System.Text;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Ollama;

/// <summary>Reads a reply of <c>/api/chat</c>: one JSON object a line while it is streamed, else one alone. Thought, text and calls follow one another, each told by the member that is filled.</summary>
internal sealed class OllamaReader : ReplyReader
{
    private readonly LineSplitter _lines = new();
    private int _next;
    private int _calls;
    private bool _open;
    private bool _thinking;
    private bool _started;
    private bool _failed;

    public override void Read(ReadOnlySpan<byte> bytes, List<ReplyEvent> events)
    {
        while (_lines.TryRead(ref bytes, out var line))
        {
            Take(line, events);
        }

        if (_lines.TooLong)
        {
            Fail("The provider's stream has a line that is too long.", events);
        }
    }

    public override void End(List<ReplyEvent> events)
    {
        if (_lines.TryFinish(out var line) && OllamaPart.Read(line).IsWhole)
        {
            Take(line, events);
        }
    }

    /// <param name="line">One JSON object.</param>
    public void Take(ReadOnlySpan<byte> line, List<ReplyEvent> events)
    {
        var part = OllamaPart.Read(line);
        if (!part.Error.IsEmpty && ErrorText.Of(part.Error) is { } error)
        {
            Fail(error, events);
            return;
        }

        if (!part.IsWhole)
        {
            Fail("The provider's stream has a line that is no JSON object.", events);
            return;
        }

        if (!_started)
        {
            _started = true;
            events.Add(new Started(null, JsonText.OrNull(part.Model)));
        }

        Piece(part.Thinking, thinking: true, events);
        Piece(part.Content, thinking: false, events);
        Calls(part, events);
        if (part.Done)
        {
            Close(events);
            if (part.Usage is { } usage)
            {
                events.Add(new UsageCame(usage));
            }

            events.Add(new Stopped(OllamaStops.Of(JsonText.OrNull(part.DoneReason))));
            events.Add(new Closed());
        }
    }

    private void Piece(ReadOnlySpan<byte> value, bool thinking, List<ReplyEvent> events)
    {
        if (!JsonText.HasAny(value) || !JsonText.TryRead(value, out var text, int.MaxValue))
        {
            return;
        }

        if (!_open || _thinking != thinking)
        {
            Close(events);
            (_open, _thinking) = (true, thinking);
            events.Add(new BlockStarted(_next, thinking ? new ThinkingBlock(string.Empty) : new TextBlock(string.Empty)));
        }

        events.Add(new Delta(_next, text));
    }

    private void Calls(OllamaPart part, List<ReplyEvent> events)
    {
        var walk = new JsonWalk(part.Calls);
        while (walk.Open == '[' && walk.Next())
        {
            Close(events);
            var function = JsonText.Member(walk.Value, "function"u8);
            var arguments = JsonText.Member(function, "arguments"u8);
            events.Add(new BlockStarted(_next, new ToolCallBlock(part.IdOf(walk.Value, _calls++), JsonText.OrNull(JsonText.Member(function, "name"u8)) ?? string.Empty, string.Empty)));

            // An object; some servers in its place give the text of one.
            events.Add(new Delta(_next, JsonText.IsObject(arguments) ? Encoding.UTF8.GetString(arguments) : JsonText.TryRead(arguments, out var text, int.MaxValue) ? text : "{}"));
            events.Add(new BlockEnded(_next++));
        }
    }

    private void Close(List<ReplyEvent> events)
    {
        if (_open)
        {
            events.Add(new BlockEnded(_next++));
            _open = false;
        }
    }

    private void Fail(string why, List<ReplyEvent> events)
    {
        if (!_failed)
        {
            _failed = true;
            events.Add(new Failed(new ProviderError(ErrorKind.Server, why)));
        }
    }
}

using System.Text.Json;
using RelayPlane.Sandbox.Reading;
using RelayPlane.Sandbox.Writing;

namespace RelayPlane.Sandbox.Anthropic;

/// <summary><c>POST /v1/messages</c>: blocks in order (thinking with its signature, text, tool uses), one open at a time.</summary>
internal sealed class MessageSpeaker : Speaker
{
    public override void Whole(FrameWriter frame, Ask ask, Answer answer)
    {
        var json = frame.Json();
        MessageParts.Open(json, answer);
        json.WriteStartArray("content"u8);
        if (answer.Thinking.Length > 0)
        {
            MessageParts.Thinking(json, Answer.Join(answer.Thinking), MessageParts.Signature(answer));
        }

        if (answer.Text.Length > 0)
        {
            MessageParts.Text(json, Answer.Join(answer.Text));
        }

        foreach (var call in answer.Calls)
        {
            MessageParts.ToolUse(json, call, call.Arguments);
        }

        json.WriteEndArray();
        MessageParts.Stop(json, answer);
        json.WritePropertyName("usage"u8);
        MessageParts.Usage(json, answer.Usage, answer.Usage.Output);
        json.WriteEndObject();
        json.Flush();
    }

    public override IEnumerable<int> Events(FrameWriter frame, Ask ask, Answer answer)
    {
        var events = new MessageEvents(frame);
        events.Start(answer);
        yield return 0;
        events.Ping();
        yield return 0;
        var index = 0;
        if (answer.Thinking.Length > 0)
        {
            events.OpenThinking(index);
            yield return 0;
            foreach (var piece in answer.Thinking)
            {
                events.Delta(index, "thinking_delta"u8, "thinking"u8, piece);
                yield return 1;
            }

            events.Delta(index, "signature_delta"u8, "signature"u8, MessageParts.Signature(answer));
            yield return 0;
            events.Close(index++);
            yield return 0;
        }

        if (answer.Text.Length > 0)
        {
            events.OpenText(index);
            yield return 0;
            foreach (var (piece, tokens) in answer.TextEvents())
            {
                events.Delta(index, "text_delta"u8, "text"u8, piece);
                yield return tokens;
            }

            events.Close(index++);
            yield return 0;
        }

        foreach (var call in answer.Calls)
        {
            events.OpenTool(index, call);
            yield return 0;
            events.Delta(index, "input_json_delta"u8, "partial_json"u8, []);
            yield return 0;
            foreach (var fragment in call.Fragments())
            {
                events.Delta(index, "input_json_delta"u8, "partial_json"u8, call.Arguments.AsSpan(fragment));
                yield return (fragment.End.Value - fragment.Start.Value + 3) / 4;
            }

            events.Close(index++);
            yield return 0;
        }

        events.MessageDelta(answer);
        yield return 0;
        events.MessageStop();
        yield return 0;
    }

    public override void Failure(FrameWriter frame, Answer answer, int sent)
    {
        var json = frame.Event("error"u8);
        ErrorBody.Write(json, new Trouble(529, "Overloaded"), null);
        frame.EndEvent();
    }

    /// <summary>The events of a message stream, each written whole.</summary>
    private sealed class MessageEvents(FrameWriter frame)
    {
        public void Start(Answer answer)
        {
            var json = Open("message_start"u8);
            json.WritePropertyName("message"u8);
            MessageParts.Open(json, answer);
            json.WriteStartArray("content"u8);
            json.WriteEndArray();
            json.WriteNull("stop_reason"u8);
            json.WriteNull("stop_sequence"u8);
            json.WritePropertyName("usage"u8);
            MessageParts.Usage(json, answer.Usage, Math.Min(1, answer.Usage.Output));
            json.WriteEndObject();
            End(json);
        }

        public void Ping() => End(Open("ping"u8));

        public void OpenThinking(int index)
        {
            var json = OpenBlock(index);
            MessageParts.Thinking(json, [], []);
            End(json);
        }

        public void OpenText(int index)
        {
            var json = OpenBlock(index);
            MessageParts.Text(json, []);
            End(json);
        }

        public void OpenTool(int index, CallSketch call)
        {
            var json = OpenBlock(index);
            MessageParts.ToolUse(json, call, "{}"u8);
            End(json);
        }

        public void Delta(int index, ReadOnlySpan<byte> type, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
        {
            var json = Open("content_block_delta"u8);
            json.WriteNumber("index"u8, index);
            json.WriteStartObject("delta"u8);
            json.WriteString("type"u8, type);
            json.WriteString(name, value);
            json.WriteEndObject();
            End(json);
        }

        public void Close(int index)
        {
            var json = Open("content_block_stop"u8);
            json.WriteNumber("index"u8, index);
            End(json);
        }

        public void MessageDelta(Answer answer)
        {
            var json = Open("message_delta"u8);
            json.WriteStartObject("delta"u8);
            MessageParts.Stop(json, answer);
            json.WriteEndObject();
            json.WritePropertyName("usage"u8);
            MessageParts.FinalUsage(json, answer.Usage);
            End(json);
        }

        public void MessageStop() => End(Open("message_stop"u8));

        private Utf8JsonWriter OpenBlock(int index)
        {
            var json = Open("content_block_start"u8);
            json.WriteNumber("index"u8, index);
            json.WritePropertyName("content_block"u8);
            return json;
        }

        private Utf8JsonWriter Open(ReadOnlySpan<byte> type)
        {
            var json = frame.Event(type);
            json.WriteStartObject();
            json.WriteString("type"u8, type);
            return json;
        }

        private void End(Utf8JsonWriter json)
        {
            json.WriteEndObject();
            frame.EndEvent();
        }
    }
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>
/// Writes a streamed reply. A block is opened with its first content, and with its real kind (bug B02), so none is ever empty; indexes have no gaps.
/// </summary>
internal sealed class MessagesStreamWriter(ReplyContext context) : ReplyWriter
{
    private readonly MessagesEvents _events = new(new Utf8JsonWriter(Stream.Null, NeutralJson.Readable));
    private bool _started;
    private Block? _block;
    private OpaqueState? _state;

    /// <summary>Whether a call's input is no object and stands as a text within one.</summary>
    private bool _quoted;

    private bool _begunInput;

    public override void Write(ReplyEvent next, IBufferWriter<byte> to)
    {
        _events.To = to;
        switch (next)
        {
            case Started started:
                Start(started);
                break;
            case BlockStarted begun:
                Begin(begun.Head);
                break;
            case Delta delta:
                More(delta.Text);
                break;
            case StateCame came:
                _state = came.State;
                break;
            case Cited cited when _block is TextBlock && MessagesCitations.CanWrite(cited.Citation):
                Cite(cited.Citation);
                break;
            case BlockEnded:
                End();
                break;
            case Ended ended:
                Finish(ended);
                break;
            case Failed failed:
                _events.Error(failed.Error, context);
                break;
            case Pinged:
                Ping();
                break;
        }
    }

    private void Start(Started started)
    {
        _started = true;
        _events.Open("message_start"u8);
        _events.Json.WriteStartObject("message"u8);
        _events.Json.WriteString("id"u8, MessagesIds.Reply(started.Id, context.Id));
        _events.Json.WriteString("type"u8, "message"u8);
        _events.Json.WriteString("role"u8, "assistant"u8);
        _events.Json.WriteString("model"u8, started.Model ?? context.Model);
        _events.Json.WriteStartArray("content"u8);
        _events.Json.WriteEndArray();
        _events.Json.WriteNull("stop_reason"u8);
        _events.Json.WriteNull("stop_sequence"u8);
        MessagesCounts.Write(_events.Json, started.Usage);
        _events.CloseInner();
    }

    private void Begin(Block head)
    {
        (_block, _state, _quoted, _begunInput) = (head, null, false, false);
        switch (head)
        {
            case TextBlock { Text.Length: > 0 } text:
                More(text.Text);
                break;
            case ThinkingBlock { Redacted: true, State: not null } thought:
                Carry(thought, CarriedState.Signature(thought.State));
                break;
            case ThinkingBlock { Redacted: false } thought:
                _state = thought.State;
                break;
            case ToolCallBlock call:
                if (call.State is not null)
                {
                    Carry(new ThinkingBlock(string.Empty), CarriedState.Beside(call.State, MessagesIds.Call(call.Id)));
                }

                OpenCall(call);
                if (call.Arguments.Length > 0)
                {
                    More(call.Arguments);
                }

                break;
        }
    }

    private void More(string text)
    {
        switch (_block)
        {
            case TextBlock or RefusalBlock:
                OpenText();
                _events.Piece("text_delta"u8, "text"u8, text);
                break;
            case ThinkingBlock { Redacted: false } when context.ShowThinking:
                OpenThought();
                _events.Piece("thinking_delta"u8, "thinking"u8, text);
                break;
            case ToolCallBlock call:
                Input(call, text);
                break;
        }
    }

    private void End()
    {
        switch (_block)
        {
            case ThinkingBlock { Redacted: false } when _events.HasOpenBlock || _state is not null:
                OpenThought();
                _events.Piece("signature_delta"u8, "signature"u8, CarriedState.Signature(_state));
                break;
            case ToolCallBlock when _quoted:
                _events.Piece("input_json_delta"u8, "partial_json"u8, "\"}");
                break;
        }

        _events.StopBlock();
        if (_block is ToolCallBlock call && _state is not null)
        {
            Carry(new ThinkingBlock(string.Empty), CarriedState.Beside(_state, MessagesIds.Call(call.Id)));
        }

        (_block, _state) = (null, null);
    }

    private void Finish(Ended ended)
    {
        _events.Open("message_delta"u8);
        _events.Json.WriteStartObject("delta"u8);
        MessagesStops.Write(_events.Json, ended.Stop);
        _events.Json.WriteEndObject();
        MessagesCounts.Write(_events.Json, ended.Usage);
        _events.Close();
        _events.Open("message_stop"u8);
        _events.Close();
    }

    /// <summary>Within the stream an event; before it a comment, as an event there would be out of order.</summary>
    private void Ping()
    {
        if (_started)
        {
            _events.Open("ping"u8);
            _events.Close();
        }
        else
        {
            _events.To.Write(": ping\n\n"u8);
        }
    }

    /// <summary>An input that does not begin as an object would make SDKs fail: it is wrapped as a text (bug B41).</summary>
    private void Input(ToolCallBlock call, string piece)
    {
        if (!_begunInput)
        {
            piece = call.Freeform ? piece : piece.TrimStart();
            if (piece.Length == 0)
            {
                return;
            }

            _begunInput = true;
            _quoted = call.Freeform || piece[0] != '{';
            if (_quoted)
            {
                _events.Piece("input_json_delta"u8, "partial_json"u8, call.Freeform ? "{\"input\":\"" : "{\"_raw_arguments\":\"");
            }
        }

        _events.Piece("input_json_delta"u8, "partial_json"u8, _quoted ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(piece) : piece);
    }

    private void OpenText()
    {
        if (!_events.HasOpenBlock)
        {
            _events.OpenBlock("text"u8);
            _events.Json.WriteString("text"u8, string.Empty);
            _events.CloseInner();
        }
    }

    private void OpenThought()
    {
        if (!_events.HasOpenBlock)
        {
            _events.OpenBlock("thinking"u8);
            _events.Json.WriteString("thinking"u8, string.Empty);
            _events.Json.WriteString("signature"u8, string.Empty);
            _events.CloseInner();
        }
    }

    private void OpenCall(ToolCallBlock call)
    {
        _events.OpenBlock("tool_use"u8);
        _events.Json.WriteString("id"u8, MessagesIds.Call(call.Id));
        _events.Json.WriteString("name"u8, call.Name);
        _events.Json.WriteStartObject("input"u8);
        _events.Json.WriteEndObject();
        _events.CloseInner();
    }

    /// <summary>A thought that comes whole.</summary>
    private void Carry(ThinkingBlock thought, string signature)
    {
        _events.OpenBlock(thought.Redacted ? "redacted_thinking"u8 : "thinking"u8);
        if (thought.Redacted)
        {
            _events.Json.WriteString("data"u8, signature);
        }
        else
        {
            _events.Json.WriteString("thinking"u8, string.Empty);
            _events.Json.WriteString("signature"u8, string.Empty);
        }

        _events.CloseInner();
        if (!thought.Redacted)
        {
            _events.Piece("signature_delta"u8, "signature"u8, signature);
        }

        _events.StopBlock();
    }

    private void Cite(Citation citation)
    {
        OpenText();
        _events.OpenDelta("citations_delta"u8);
        _events.Json.WritePropertyName("citation"u8);
        MessagesCitations.Write(_events.Json, citation);
        _events.CloseInner();
    }
}

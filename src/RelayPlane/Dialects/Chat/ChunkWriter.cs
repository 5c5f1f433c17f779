using System.Buffers;
using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Errors;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>Writes a streamed reply as Chat Completions chunks, strict enough for OpenAI's own client.</summary>
internal sealed class ChunkWriter(ReplyContext context) : ReplyWriter
{
    private readonly Chunks _chunks = new(context);
    private readonly StringBuilder _freeform = new();
    private readonly StringBuilder _thought = new();
    private Block? _open;
    private int _calls;
    private int _thoughts;
    private int _length;
    private int _before;
    private bool _refused;

    public override void Write(ReplyEvent next, IBufferWriter<byte> to)
    {
        switch (next)
        {
            case Delta delta:
                Piece(delta.Text, to);
                break;
            case Started started:
                _chunks.Start(started, to);
                break;
            case BlockStarted begun:
                Begin(begun.Head, to);
                break;
            case StateCame came:
                State(came.State, to);
                break;
            case Cited cited:
                Cite(cited.Citation, to);
                break;
            case BlockEnded:
                End(to);
                break;
            case Ended ended:
                _chunks.End(ended, StopWords.Write(ended.Stop, _refused, context.LegacyFunctions), _refused, to);
                break;
            case Failed failed:
                // No [DONE], which would say that it is whole (bugs B16, B17).
                to.Write(ProviderErrorBody.InStream(WireFormat.Chat, failed.Error, context));
                break;
            case Pinged:
                to.Write(": keepalive\n\n"u8);
                break;
        }
    }

    private bool Buffers => _open is ToolCallBlock { Freeform: false } call && CallWords.IsFreeform(call, context);

    private void Begin(Block head, IBufferWriter<byte> to)
    {
        (_open, _length) = (head, 0);
        _thought.Clear();
        switch (head)
        {
            case ToolCallBlock call:
                Call(call, to);
                break;
            case MediaBlock { Kind: MediaKind.Image } image:
                var json = _chunks.Delta(to);
                json.WriteStartArray("images"u8);
                CallWords.Image(json, image);
                json.WriteEndArray();
                _chunks.Send(json, to);
                break;
            case TextBlock { Text.Length: > 0 } text:
                Piece(text.Text, to);
                break;
            case RefusalBlock:
                _refused = true;
                break;
        }
    }

    private void Call(ToolCallBlock call, IBufferWriter<byte> to)
    {
        _calls++;
        _freeform.Clear();
        var json = _chunks.Delta(to);
        if (context.LegacyFunctions)
        {
            json.WriteStartObject("function_call"u8);
            json.WriteString("name"u8, call.Name);
            json.WriteString("arguments"u8, call.Arguments);
            json.WriteEndObject();
        }
        else
        {
            OpenCall(json);
            CallWords.Write(json, call, Buffers ? string.Empty : call.Arguments, CallWords.IsFreeform(call, context));
            CloseCall(json);
        }

        _chunks.Send(json, to);
    }

    private void Piece(string text, IBufferWriter<byte> to)
    {
        _length += text.Length;
        switch (_open)
        {
            case ToolCallBlock when Buffers:
                _freeform.Append(text);
                break;
            case ToolCallBlock call:
                Arguments(text, call.Freeform, to);
                break;
            case ThinkingBlock when context.ShowThinking:
                _thought.Append(text);
                Plain("reasoning_content"u8, text, to);
                break;
            case RefusalBlock:
                Plain("refusal"u8, text, to);
                break;
            case TextBlock:
                Plain("content"u8, text, to);
                break;
        }
    }

    private void Plain(ReadOnlySpan<byte> member, string text, IBufferWriter<byte> to)
    {
        var json = _chunks.Delta(to);
        json.WriteString(member, text);
        _chunks.Send(json, to);
    }

    private void Arguments(string text, bool freeform, IBufferWriter<byte> to)
    {
        var json = _chunks.Delta(to);
        if (context.LegacyFunctions)
        {
            json.WriteStartObject("function_call"u8);
            json.WriteString("arguments"u8, text);
            json.WriteEndObject();
        }
        else
        {
            OpenCall(json);
            json.WriteStartObject(freeform ? "custom"u8 : "function"u8);
            json.WriteString(freeform ? "input"u8 : "arguments"u8, text);
            json.WriteEndObject();
            CloseCall(json);
        }

        _chunks.Send(json, to);
    }

    private void State(OpaqueState state, IBufferWriter<byte> to)
    {
        if (_open is ThinkingBlock thought)
        {
            _open = thought with { State = state };
        }
        else if (_open is ToolCallBlock && !context.LegacyFunctions)
        {
            var json = _chunks.Delta(to);
            OpenCall(json);
            CallWords.Signature(json, state);
            CloseCall(json);
            _chunks.Send(json, to);
        }
    }

    private void Cite(Citation citation, IBufferWriter<byte> to)
    {
        var json = _chunks.Delta(to);
        json.WriteStartArray("annotations"u8);
        Annotations.Write(json, citation, _before, _length);
        json.WriteEndArray();
        _chunks.Send(json, to);
    }

    private void End(IBufferWriter<byte> to)
    {
        if (Buffers)
        {
            Arguments(FreeformInput.Unwrap(_freeform.ToString()), true, to);
        }
        else if (_open is ThinkingBlock thought)
        {
            Details(thought, to);
        }
        else if (_open is TextBlock)
        {
            _before += _length;
        }

        _open = null;
    }

    private void Details(ThinkingBlock thought, IBufferWriter<byte> to)
    {
        var at = _thoughts++;
        if (thought.State is null)
        {
            return;
        }

        var json = _chunks.Delta(to);
        json.WriteStartArray("reasoning_details"u8);
        if (thought.State is { Format: WireFormat.Chat } own)
        {
            WrappedThoughts.WriteItems(json, own);
        }
        else
        {
            WrappedThoughts.Write(json, thought, _thought.ToString(), at);
        }

        json.WriteEndArray();
        _chunks.Send(json, to);
    }

    /// <summary>Calls are counted from 0, whatever stood before them (bug B12).</summary>
    private void OpenCall(Utf8JsonWriter json)
    {
        json.WriteStartArray("tool_calls"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, _calls - 1);
    }

    private static void CloseCall(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteEndArray();
    }
}

using System.Buffers;
using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Errors;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>
/// Writes a stream as Gemini clients want it: chunks as server-sent events, or the items of one array. Text leaves as it comes; a call leaves whole at its
/// end, as Gemini has no pieces of arguments that every client reads.
/// </summary>
internal sealed class GenerateStreamWriter(ReplyContext context) : ReplyWriter
{
    private readonly GroundingWriter _sources = new();
    private readonly StringBuilder _arguments = new();
    private Utf8JsonWriter? _json;
    private ChunkHead _head = new(context.Id, context.Model);
    private Block? _open;
    private OpaqueState? _state;
    private bool _begun;

    public override void Write(ReplyEvent next, IBufferWriter<byte> to)
    {
        switch (next)
        {
            case Started started:
                _head = new ChunkHead(started.Id ?? context.Id, started.Model ?? context.Model);
                break;
            case BlockStarted begun:
                (_open, _state) = (begun.Head, (begun.Head as ThinkingBlock)?.State ?? (begun.Head as ToolCallBlock)?.State);
                _arguments.Clear();
                break;
            case Delta { Text: var text }:
                TakeDelta(text, to);
                break;
            case StateCame came:
                _state = came.State;
                break;
            case Cited cited:
                _sources.Cite(cited.Citation);
                break;
            case BlockEnded:
                EndBlock(to);
                break;
            case Ended ended:
                // An empty text, as Gemini's own last chunk has: its SDKs take a turn with a chunk without parts for spoilt.
                ChunkWriter.Begin(Open(to));
                PartWriter.WriteText(_json!, string.Empty);
                ChunkWriter.End(_json!, _head, ended.Stop, ended.Usage, _sources);
                Close(to, last: true);
                break;
            case Failed failed:
                Open(to).WriteRawValue(ProviderErrorBody.Within(WireFormat.Generate, failed.Error, context), skipInputValidation: true);
                Close(to, last: true);
                break;
            case Pinged:
                // Space between an array's items, a comment between events.
                to.Write(context.Sse ? ": ping\r\n\r\n"u8 : _begun ? "\n"u8 : ""u8);
                break;
        }
    }

    private void TakeDelta(string text, IBufferWriter<byte> to)
    {
        switch (_open)
        {
            case ToolCallBlock:
                _arguments.Append(text);
                break;
            case TextBlock:
                _sources.Add(text);
                WritePart(new TextBlock(text), to);
                break;
            case RefusalBlock:
                WritePart(new TextBlock(text), to);
                break;
            case ThinkingBlock when context.ShowThinking:
                Begin(to);
                PartWriter.WriteThought(_json!, text);
                End(to);
                _arguments.Append(text.Length > 0 ? "t" : string.Empty);
                break;
        }
    }

    private void EndBlock(IBufferWriter<byte> to)
    {
        switch (_open)
        {
            case ToolCallBlock call:
                WritePart(call with { Arguments = _arguments.Length > 0 ? _arguments.ToString() : call.Arguments, State = _state }, to);
                break;
            case ThinkingBlock when _state is { } state:
                EndThinking(state, to);
                break;
            case TextBlock:
                _sources.EndBlock();
                break;
            case MediaBlock or OpaqueBlock:
                WritePart(_open, to);
                break;
        }

        _open = null;
    }

    /// <summary>What was shown before is the thought that the state belongs to.</summary>
    private void EndThinking(OpaqueState state, IBufferWriter<byte> to)
    {
        Begin(to);
        if (_arguments.Length > 0)
        {
            PartWriter.WriteThought(_json!, string.Empty, ReplyPartWriter.Signature(state));
        }
        else
        {
            ReplyPartWriter.WriteThinking(_json!, string.Empty, state);
        }

        End(to);
    }

    private void WritePart(Block block, IBufferWriter<byte> to)
    {
        if (block is TextBlock { Text.Length: 0 })
        {
            return;
        }

        Begin(to);
        ReplyPartWriter.Write(_json!, block, context);
        End(to);
    }

    private void Begin(IBufferWriter<byte> to) => ChunkWriter.Begin(Open(to));

    private void End(IBufferWriter<byte> to)
    {
        ChunkWriter.End(_json!, _head);
        Close(to, last: false);
    }

    private Utf8JsonWriter Open(IBufferWriter<byte> to)
    {
        to.Write(context.Sse ? "data: "u8 : _begun ? ",\r\n"u8 : "["u8);
        _begun = true;
        if (_json is null)
        {
            return _json = GenerateJson.WriterTo(to);
        }

        _json.Reset(to);
        return _json;
    }

    private void Close(IBufferWriter<byte> to, bool last)
    {
        _json!.Flush();
        to.Write(context.Sse ? "\r\n\r\n"u8 : last ? "]"u8 : ""u8);
    }
}

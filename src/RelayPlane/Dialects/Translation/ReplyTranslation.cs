using System.Buffers;
using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Translation;

/// <summary>Turns one reply of a target into the client's format while it comes. A stream leaves event by event; a reply in one piece when it is whole.</summary>
/// <param name="client">The client's format.</param>
/// <param name="target">The target's format.</param>
/// <param name="sent">Where the request went.</param>
/// <param name="context">What the writer knows beside the reply.</param>
/// <param name="streamed">Whether the target streams.</param>
/// <param name="asked">Whether the client asked for a stream.</param>
internal sealed class ReplyTranslation(ClientFormat client, TargetFormat target, EncodeFor sent, ReplyContext context, bool streamed, bool asked)
    : ReplyRewriting
{
    private readonly ReplyReader? _reader = streamed ? target.Reader(sent) : null;
    private readonly ReplyWriter? _writer = asked ? client.Writer(context) : null;
    private readonly WrappedCalls _wrapped = new(sent.Declared);
    private readonly EventOrder _order = new(sent.ToolNames);
    private readonly List<ReplyEvent> _unwrapped = [];
    private readonly List<ReplyEvent> _read = [];
    private readonly List<ReplyEvent> _ordered = [];
    private readonly List<ReplyEvent> _gathered = [];
    private readonly ArrayBufferWriter<byte> _whole = new();
    private readonly ArrayBufferWriter<byte> _out = new();

    public override bool Translates => true;

    public override ReadOnlyMemory<byte> Write(ReadOnlyMemory<byte> piece)
    {
        _out.ResetWrittenCount();
        if (_reader is null)
        {
            WholeRewriting.Gather(_whole, piece);
            return default;
        }

        Read(piece.Span);
        Pass();
        return _out.WrittenMemory;
    }

    public override ReadOnlyMemory<byte> End()
    {
        _out.ResetWrittenCount();
        if (_reader is null)
        {
            Whole();
        }
        else
        {
            _reader.End(_read);
            Pass();
            _wrapped.End(_unwrapped);
            Order();
            _order.End(_ordered);
            Hand();
            if (_writer is null)
            {
                WriteReply(Gathering.Reply(_gathered).Reply);
            }
        }

        return _out.WrittenMemory;
    }

    public override ReadOnlyMemory<byte> Break(string why)
    {
        _out.ResetWrittenCount();
        if (_writer is not null && !_order.IsOver)
        {
            _order.Take(new Failed(new ProviderError(ErrorKind.Server, why)), _ordered);
            Hand();
        }

        return _out.WrittenMemory;
    }

    /// <exception cref="InvalidDataException">A value is of another kind than the format says.</exception>
    private void Read(ReadOnlySpan<byte> piece)
    {
        try
        {
            _reader!.Read(piece, _read);
        }
        catch (Exception odd) when (NeutralJson.IsOfAnotherKind(odd))
        {
            throw WholeRewriting.Odd(odd);
        }
    }

    private void Pass()
    {
        foreach (var next in _read)
        {
            _wrapped.Take(next, _unwrapped);
        }

        _read.Clear();
        Order();
        Hand();
    }

    private void Order()
    {
        foreach (var next in _unwrapped)
        {
            _order.Take(next, _ordered);
        }

        _unwrapped.Clear();
    }

    private void Hand()
    {
        foreach (var next in _ordered)
        {
            if (_writer is null)
            {
                _gathered.Add(next);
            }
            else
            {
                _writer.Write(next, _out);
            }
        }

        _ordered.Clear();
    }

    private void Whole()
    {
        using var body = WholeRewriting.Parse(_whole.WrittenMemory);
        NeutralReply reply = null!;
        WholeRewriting.Checked(() => reply = target.ReadReply(body.RootElement, sent));
        reply = reply with { Stop = reply.Stop.WithTools(reply.Blocks.Any(block => block is ToolCallBlock)), Blocks = [.. _wrapped.In(reply.Blocks).Select(Named)] };
        if (_writer is null)
        {
            WriteReply(reply);
            return;
        }

        foreach (var next in Gathering.Events(reply))
        {
            _writer.Write(next, _out);
        }
    }

    private Block Named(Block block) => block is ToolCallBlock call ? call with { Name = sent.ToolNames.Back(call.Name) } : block;

    /// <param name="whole">Null where it failed within, which nobody has been told of yet.</param>
    private void WriteReply(NeutralReply? whole)
    {
        var reply = whole ?? throw new InvalidDataException("The provider's reply broke off before its end.");
        using var json = new Utf8JsonWriter(_out, NeutralJson.Readable);
        client.WriteReply(json, reply, context);
    }
}

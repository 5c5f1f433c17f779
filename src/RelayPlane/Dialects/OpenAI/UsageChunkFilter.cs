using System.Buffers;

namespace RelayPlane.Dialects.OpenAI;

/// <summary>
/// Takes out of a Chat Completions stream the one event that the client did not ask for: the usage-only chunk that comes because the gateway
/// added <c>include_usage</c>. Nothing else changes, and everything else leaves as soon as it is certain not to be that event.
/// </summary>
internal sealed class UsageChunkFilter : ReplyRewriting
{
    /// <summary>No usage-only chunk is larger, in bytes; what is leaves as it is.</summary>
    private const int LargestHeld = 64 << 10;

    private readonly SseSplitter _splitter = new();
    private readonly ArrayBufferWriter<byte> _scratch = new(512);
    private ReadOnlyMemory<byte> _piece;
    private bool _scratched;
    private int _start;
    private int _end;
    private int _sent;
    private bool _passing;

    /// <summary>The bytes to forward after this piece came: most often the piece itself. They live until the next call.</summary>
    public override ReadOnlyMemory<byte> Write(ReadOnlyMemory<byte> piece)
    {
        Begin(piece);
        var rest = piece.Span;
        var at = 0;
        while (_splitter.TryRead(ref rest, out var next))
        {
            var fresh = piece.Length - rest.Length - at;
            Settle(next, fresh, at);
            at = piece.Length - rest.Length;
        }

        Release(piece.Length - at, at);
        return Result();
    }

    /// <summary>At the end of the stream: what is still held, unless it is that chunk.</summary>
    public override ReadOnlyMemory<byte> End()
    {
        Begin(default);
        if (_splitter.TryFinish(out var last))
        {
            Settle(last, 0, 0);
        }

        return Result();
    }

    /// <summary>Decides on an event that has ended; its last <paramref name="fresh"/> bytes stand at <paramref name="at"/> in the piece.</summary>
    private void Settle(SseEvent whole, int fresh, int at)
    {
        var drop = !_passing && whole.Raw.Length <= LargestHeld && UsageChunk.IsUsageOnly(whole.Data);
        Emit(whole.Raw, drop ? Math.Max(_sent, CommentsEnd(whole.Raw)) : whole.Raw.Length, fresh, at);
        _sent = 0;
        _passing = false;
    }

    /// <summary>Lets go of as much of the unfinished event as can leave already.</summary>
    private void Release(int fresh, int at)
    {
        var carried = _splitter.Carried;
        if (carried.IsEmpty)
        {
            return;
        }

        var comments = _passing ? 0 : CommentsEnd(carried);
        if (_passing || carried.Length > LargestHeld || !UsageChunk.MayBecome(carried[comments..]))
        {
            Emit(carried, carried.Length, fresh, at);
            _splitter.DropCarried();
            _sent = _splitter.Carried.Length;
            _passing = true;
        }
        else if (comments > _sent)
        {
            Emit(carried, comments, fresh, at);
            _sent = comments;
        }
    }

    /// <summary>Where the comment lines at the front of an event end; an unfinished one counts, as nothing can make it data.</summary>
    private static int CommentsEnd(ReadOnlySpan<byte> raw)
    {
        var at = 0;
        while (at < raw.Length && raw[at] == ':')
        {
            var end = raw[at..].IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0)
            {
                return raw.Length;
            }

            at += end + 1;
            at += raw[at - 1] == '\r' && at < raw.Length && raw[at] == '\n' ? 1 : 0;
        }

        return at;
    }

    private void Emit(ReadOnlySpan<byte> raw, int to, int fresh, int at)
    {
        var old = raw.Length - fresh;
        if (_sent < Math.Min(to, old))
        {
            ToScratch();
            _scratch.Write(raw[_sent..Math.Min(to, old)]);
        }

        var from = Math.Max(_sent, old);
        if (from >= to)
        {
            return;
        }

        var (start, end) = (at + from - old, at + to - old);
        if (!_scratched && (_start == _end || _end == start))
        {
            _start = _start == _end ? start : _start;
            _end = end;
            return;
        }

        ToScratch();
        _scratch.Write(_piece.Span[start..end]);
    }

    private void ToScratch()
    {
        if (!_scratched)
        {
            _scratched = true;
            _scratch.Write(_piece.Span[_start.._end]);
        }
    }

    private void Begin(ReadOnlyMemory<byte> piece)
    {
        _piece = piece;
        _scratched = false;
        _start = _end = 0;
        _scratch.ResetWrittenCount();
    }

    private ReadOnlyMemory<byte> Result() => _scratched ? _scratch.WrittenMemory : _piece[_start.._end];
}

using RelayPlane.Dialects;
using RelayPlane.Routing;

namespace RelayPlane.Relay;

/// <summary>Where a reply's pieces go: past the meter, through what changes them, to the client, flushed one by one, with back-pressure.</summary>
/// <param name="ending">Told once, before the bytes go out by which the client can know that the reply has ended.</param>
internal sealed class ReplySink(HttpResponse client, SideMeter meter, ReplyRewriting? rewriting, Action<ReplySink> ending)
{
    private bool _isEnding;

    /// <summary>Whether bytes came after those by which the client could know that the reply had ended.</summary>
    public bool WentOn { get; private set; }

    /// <summary>The last four bytes that were sent.</summary>
    private uint _tail;

    /// <summary>Whether what was sent so far ends in the blank line that ends an event; it may have come in two pieces.</summary>
    private bool BetweenEvents => Bytes == 0 || (_tail & 0xFFFF) == 0x0A0A || _tail == 0x0D0A0D0A;

    public bool Rewrites => rewriting is not null;

    /// <summary>Whether the client is sent another format than the provider speaks.</summary>
    public bool Translates => rewriting is { Translates: true };

    /// <summary>When the first piece had gone to the client, as a timestamp of the clock.</summary>
    public long? Sent { get; set; }

    public long Bytes { get; private set; }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> piece, CancellationToken cancel)
    {
        WentOn = _isEnding;
        meter.Write(piece.Span);
        if (rewriting is not null)
        {
            piece = rewriting.Write(piece);
        }

        if (EndsWith(piece.Length))
        {
            Ending();
        }

        await SendAsync(piece, cancel);
    }

    /// <summary>The reply reached its end: what is still held goes out.</summary>
    public async ValueTask EndAsync(CancellationToken cancel)
    {
        var rest = rewriting is null ? default : rewriting.End();
        Ending();
        await SendAsync(rest, cancel);
        if (!client.HasStarted)
        {
            await client.StartAsync(cancel);
        }
    }

    /// <summary>The reply cannot end as it should: a stream ends in its dialect's own error event, anything else in a broken connection, so that nobody takes it for whole.</summary>
    /// <param name="why">What is the matter, as a sentence.</param>
    public async ValueTask BreakAsync(Call call, bool canSayIt, string why)
    {
        if (rewriting is { Translates: true } && rewriting.Break(why) is { Length: > 0 } said)
        {
            await SendAsync(said, CancellationToken.None);
            return;
        }

        // Half an event cannot be followed by another: there only the broken connection is clear.
        if (!canSayIt || !BetweenEvents)
        {
            client.HttpContext.Abort();
            return;
        }

        var refusal = new Refusal(RefusalKind.ProviderUnreachable, $"{why} (call {call.Id})");
        await SendAsync(ErrorBody.InStream(call.Api, call.Endpoint, refusal, call.Id), CancellationToken.None);
    }

    /// <summary>Whether so many bytes more are all of a body whose length was told, or have the event that ends a stream. What is translated has that in its last bytes.</summary>
    private bool EndsWith(int more) =>
        (client.ContentLength is { } all && Bytes + more >= all) || (!Translates && meter.HasEnded);

    private void Ending()
    {
        if (!_isEnding)
        {
            _isEnding = true;
            ending(this);
        }
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> piece, CancellationToken cancel)
    {
        if (piece.Length == 0)
        {
            return;
        }

        Bytes += piece.Length;
        foreach (var last in piece.Span[^Math.Min(4, piece.Length)..])
        {
            _tail = (_tail << 8) | last;
        }

        await client.BodyWriter.WriteAsync(piece, cancel);
    }
}

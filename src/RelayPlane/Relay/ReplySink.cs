using RelayPlane.Dialects.OpenAI;
using RelayPlane.Dialects;
using RelayPlane.Routing;

namespace RelayPlane.Relay;

/// <summary>Where a reply's pieces go: past the meter, through the filter if usage was added, to the client, flushed one by one, with back-pressure.</summary>
internal sealed class ReplySink(HttpResponse client, SideMeter meter, UsageChunkFilter? filter)
{
    /// <summary>The last four bytes that were sent.</summary>
    private uint _tail;

    /// <summary>Whether what was sent so far ends in the blank line that ends an event; it may have come in two pieces.</summary>
    private bool BetweenEvents => Bytes == 0 || (_tail & 0xFFFF) == 0x0A0A || _tail == 0x0D0A0D0A;

    public bool Filters => filter is not null;

    /// <summary>When the first piece had gone to the client, as a timestamp of the clock.</summary>
    public long? Sent { get; set; }

    public long Bytes { get; private set; }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> piece, CancellationToken cancel)
    {
        meter.Write(piece.Span);
        if (filter is not null)
        {
            piece = filter.Write(piece);
        }

        await SendAsync(piece, cancel);
    }

    /// <summary>The reply reached its end: what the filter still held goes out.</summary>
    public async ValueTask EndAsync(CancellationToken cancel)
    {
        await SendAsync(filter is null ? default : filter.Flush(), cancel);
        if (!client.HasStarted)
        {
            await client.StartAsync(cancel);
        }
    }

    /// <summary>The reply cannot end as it should: a stream ends in its dialect's own error event, anything else in a broken connection, so that nobody takes it for whole.</summary>
    /// <param name="why">What is the matter, as a sentence.</param>
    public async ValueTask BreakAsync(Call call, bool canSayIt, string why)
    {
        // Half an event cannot be followed by another: there only the broken connection is clear.
        if (!canSayIt || !BetweenEvents)
        {
            client.HttpContext.Abort();
            return;
        }

        var refusal = new Refusal(RefusalKind.ProviderUnreachable, $"{why} (call {call.Id})");
        await SendAsync(ErrorBody.InStream(call.Api, call.Endpoint, refusal, call.Id), CancellationToken.None);
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

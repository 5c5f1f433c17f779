using RelayPlane.Dialects.OpenAI;
using RelayPlane.Dialects;
using RelayPlane.Routing;

namespace RelayPlane.Relay;

/// <summary>Where a reply's pieces go: past the meter, through the filter if usage was added, to the client, flushed one by one, with back-pressure.</summary>
internal sealed class ReplySink(HttpResponse client, SideMeter meter, UsageChunkFilter? filter)
{
    /// <summary>Whether what was sent so far ends in the blank line that ends an event.</summary>
    private bool _betweenEvents;

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

    /// <summary>The reply broke off after it had begun: a stream ends in its dialect's own error event, anything else in a broken connection, so that nobody takes it for whole.</summary>
    public async ValueTask BreakAsync(Call call, bool canSayIt)
    {
        // Half an event cannot be followed by another: there only the broken connection is clear.
        if (!canSayIt || !_betweenEvents)
        {
            client.HttpContext.Abort();
            return;
        }

        var refusal = new Refusal(RefusalKind.ProviderUnreachable, "The provider's reply broke off before its end.");
        await SendAsync(ErrorBody.InStream(call.Api, call.Endpoint, refusal, call.Id), CancellationToken.None);
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> piece, CancellationToken cancel)
    {
        if (piece.Length == 0)
        {
            return;
        }

        Bytes += piece.Length;
        _betweenEvents = piece.Span.EndsWith("\n\n"u8) || piece.Span.EndsWith("\r\n\r\n"u8);
        await client.BodyWriter.WriteAsync(piece, cancel);
    }
}

using RelayPlane.Catalog;
using RelayPlane.Dialects.Errors;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dispatch;
using RelayPlane.Routing;
using RelayPlane.Upstream;

namespace RelayPlane.Relay;

/// <summary>Passes on a provider's own error to a client that speaks another format: in that format, with the provider's words and request id.</summary>
internal static class TranslatedError
{
    private const int LargestError = 64 * 1024;

    /// <param name="ending">Told, before they go, how many bytes end the call.</param>
    /// <returns>How many bytes went to the client.</returns>
    public static async ValueTask<long> SendAsync(Call call, Dispatched dispatched, HttpResponse client, Action<long> ending, CancellationToken cancel)
    {
        var reply = dispatched.Reply;
        var held = reply.Source.Held;
        var plain = reply.Coding.IsPlain ? held : reply.IsWhole ? reply.Coding.Decoded(held, LargestError) : default;
        var error = Streamed(reply, plain.Span) ?? ErrorReading.Of(reply.Status, plain.Span, reply.Reply.Header("x-amzn-ErrorType"));
        var (provider, id) = (dispatched.Attempt.Target.Provider.Name, dispatched.Attempt.RequestId);
        var format = WireFormats.OfErrors(call.Endpoint);
        if (client.HasStarted)
        {
            var last = ProviderErrorBody.InStream(format, error, provider, id, call.Id);
            ending(last.Length);
            await client.BodyWriter.WriteAsync(last, cancel);
            return last.Length;
        }

        var (status, contentType, body) = ProviderErrorBody.Write(format, error, provider, id, call.Id);
        TranslatedHeaders.Write(reply.Reply, client, status, contentType);
        client.ContentLength = body.Length;
        ending(body.Length);
        await client.BodyWriter.WriteAsync(body, cancel);
        return body.Length;
    }

    /// <summary>The error within a stream; null for any other reply.</summary>
    private static ProviderError? Streamed(OpenReply reply, ReadOnlySpan<byte> body)
    {
        if (!reply.IsStream || reply.Reply.Sent.Change?.Reader() is not { } reader)
        {
            return null;
        }

        var events = new List<ReplyEvent>();
        reader.Read(body, events);
        reader.End(events);
        return events.OfType<Failed>().FirstOrDefault()?.Error;
    }
}

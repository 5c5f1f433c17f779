using RelayPlane.Dialects;
using RelayPlane.Routing;
using RelayPlane.Upstream;

namespace RelayPlane.Relay;

/// <summary>Ends a stream that was begun while the call waited, where what came in the end is no stream: the provider's own error, in an event of its dialect.</summary>
internal static class LateReply
{
    private const int LargestError = 64 * 1024;

    /// <param name="ending">Told, before they go, how many bytes end the call.</param>
    /// <returns>How many bytes went to the client.</returns>
    public static async ValueTask<long> SendAsync(Call call, OpenReply reply, HttpResponse client, SideMeter meter, Action<long> ending, CancellationToken cancel)
    {
        var body = reply.Source.Held;
        meter.Write(body.Span);
        var plain = reply.Coding.IsPlain ? body : reply.IsWhole ? reply.Coding.Decoded(body, LargestError) : default;
        var last = ErrorBody.Quoted(call.Api, call.Endpoint, plain.Span)
            ?? ErrorBody.InStream(call.Api, call.Endpoint, new Refusal(RefusalKind.ProviderUnreachable, Words(call, reply, plain.Span)), call.Id);
        ending(last.Length);
        await client.BodyWriter.WriteAsync(last, cancel);
        return last.Length;
    }

    private static string Words(Call call, OpenReply reply, ReadOnlySpan<byte> body) =>
        ErrorText.Of(JsonText.Member(body, "error"u8)) is { } said
            ? $"The provider answered {reply.Status}: {said} (call {call.Id})"
            : $"The provider answered {reply.Status}, and not with a stream. (call {call.Id})";
}

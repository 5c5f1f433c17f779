using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Metering;
using RelayPlane.Routing;
using RelayPlane.Upstream;

namespace RelayPlane.Dispatch;

/// <summary>What a reply that was given up reports of its use: a refusal may be paid for, and a stream may have counted its input before it failed.</summary>
internal static class HeldReading
{
    /// <summary>An error that is larger, in bytes, says nothing of use.</summary>
    private const int Largest = 1024 * 1024;

    /// <returns><see cref="Reading.None"/> where it reports nothing, as nearly all do.</returns>
    public static Reading Of(Call call, OpenReply reply)
    {
        var held = reply.Source.Held;
        var plain = reply.Coding.IsPlain ? held.Span : reply.Source.Ended ? reply.Coding.Decoded(held, Largest) : default;
        var endpoint = reply.Reply.Sent.Endpoint;
        if (plain.IndexOf("\"usage"u8) < 0 || Meters.For(ApiOf.Endpoint(endpoint) ?? call.Api, endpoint, reply.IsStream) is not { } meter)
        {
            return Reading.None;
        }

        meter.Write(plain);
        var reading = meter.Read();
        return reading.Usage is null ? Reading.None : reading;
    }
}

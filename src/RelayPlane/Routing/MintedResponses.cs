using RelayPlane.Dialects;
using RelayPlane.Dialects.Responses;

namespace RelayPlane.Routing;

/// <summary>Calls that go on from a response which no provider keeps, since the gateway gave its id to a translated answer.</summary>
internal static class MintedResponses
{
    /// <returns>Null for any other call.</returns>
    public static Refusal? Refused(Call call) =>
        call.Endpoint == Endpoint.Responses && call.Facts.StatefulId is { } id && id.StartsWith(ReplyEnvelope.Minted, StringComparison.Ordinal)
            ? new(
                RefusalKind.InvalidRequest,
                $"The response {id[..Math.Min(id.Length, 64)]} came from a provider that keeps no responses, so the conversation cannot go on from its id. Send the whole conversation as \"input\"; to have OpenAI keep responses, send \"store\": true or the header x-relayplane-bypass: true with every call of the conversation.",
                "previous_response_id")
            : null;
}

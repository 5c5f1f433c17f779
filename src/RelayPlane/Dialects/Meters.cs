using RelayPlane.Catalog;
using RelayPlane.Dialects.Anthropic;
using RelayPlane.Dialects.Gemini;
using RelayPlane.Dialects.OpenAI;

namespace RelayPlane.Dialects;

/// <summary>Chooses the meter for a reply.</summary>
internal static class Meters
{
    /// <param name="api">Whose wire format the reply is in.</param>
    /// <param name="endpoint">What was asked for.</param>
    /// <param name="eventStream">Whether the reply's content type is <c>text/event-stream</c>.</param>
    /// <returns>Null where nothing is metered: model lists and paths that are not modelled.</returns>
    public static Meter? For(Api api, Endpoint endpoint, bool eventStream) => (api, endpoint, eventStream) switch
    {
        (_, Endpoint.Other or Endpoint.Models or Endpoint.Model, _) => null,
        (Api.Anthropic, _, true) => new MessagesMeter(),
        (Api.Anthropic, _, false) => new BodyMeter(MessagesBody.Read),
        (Api.Gemini, _, true) => new GenerateMeter(),
        (Api.Gemini, _, false) => new BodyMeter(GenerateBody.Read),
        (_, Endpoint.Responses, true) => new ResponsesMeter(),
        (_, _, true) => new ChatMeter(),
        (_, _, false) => new BodyMeter(OpenAIBody.Read),
    };
}

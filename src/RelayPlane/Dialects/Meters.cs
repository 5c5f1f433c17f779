using RelayPlane.Catalog;
using RelayPlane.Dialects.Anthropic;
using RelayPlane.Dialects.Converse;
using RelayPlane.Dialects.Gemini;
using RelayPlane.Dialects.Ollama;
using RelayPlane.Dialects.OpenAI;

namespace RelayPlane.Dialects;

/// <summary>Chooses the meter for a reply.</summary>
internal static class Meters
{
    /// <param name="api">Whose wire format the reply is in.</param>
    /// <param name="endpoint">What was asked for.</param>
    /// <param name="eventStream">Whether the reply's content type is that of a stream: of server-sent events, or whatever else the endpoint streams as.</param>
    /// <returns>Null where nothing is metered: model lists and paths that are not modelled.</returns>
    public static Meter? For(Api api, Endpoint endpoint, bool eventStream) => (api, endpoint, eventStream) switch
    {
        (_, Endpoint.Other or Endpoint.Models or Endpoint.Model, _) => null,
        (_, Endpoint.Converse or Endpoint.ConverseStream, true) => new ConverseMeter(),
        (_, Endpoint.Converse or Endpoint.ConverseStream, false) => new BodyMeter(ConverseBody.Read),
        (_, Endpoint.OllamaChat, true) => new OllamaMeter(),
        (_, Endpoint.OllamaChat, false) => new BodyMeter(OllamaMeter.Body),
        (Api.Anthropic, _, true) => new MessagesMeter(),
        (Api.Anthropic, _, false) => new BodyMeter(MessagesBody.Read),
        (Api.Gemini, _, true) => new GenerateMeter(),
        (Api.Gemini, _, false) => new BodyMeter(GenerateBody.Read),
        (_, Endpoint.Responses, true) => new ResponsesMeter(),
        (_, _, true) => new ChatMeter(),
        (_, _, false) => new BodyMeter(OpenAIBody.Read),
    };
}

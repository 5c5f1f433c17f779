using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Metering;

namespace RelayPlane.Tests.Dialects;

/// <summary>What the names of the recordings mean to the product.</summary>
internal static class Recorded
{
    public static Endpoint? Endpoint(string api) => api switch
    {
        "anthropic.messages" => RelayPlane.Catalog.Endpoint.Messages,
        "openai.chat" => RelayPlane.Catalog.Endpoint.ChatCompletions,
        "openai.responses" => RelayPlane.Catalog.Endpoint.Responses,
        "openai.completions" => RelayPlane.Catalog.Endpoint.Completions,
        "gemini.generateContent" => RelayPlane.Catalog.Endpoint.GenerateContent,
        "gemini.streamGenerateContent" => RelayPlane.Catalog.Endpoint.StreamGenerateContent,
        _ => null,
    };

    public static Api Api(string api) => api[0] switch { 'a' => RelayPlane.Catalog.Api.Anthropic, 'g' => RelayPlane.Catalog.Api.Gemini, _ => RelayPlane.Catalog.Api.OpenAI };

    public static Meter Meter(Exchange exchange) => Meters.For(Api(exchange.Api), Endpoint(exchange.Api)!.Value, exchange.EventStream)!;

    /// <summary>Meters a recorded reply, cut into pieces at the given places.</summary>
    public static Reading Read(Exchange exchange, params ReadOnlySpan<int> cuts)
    {
        var meter = Meter(exchange);
        var from = 0;
        foreach (var cut in cuts)
        {
            meter.Write(exchange.Reply.AsSpan(from, cut - from));
            from = cut;
        }

        meter.Write(exchange.Reply.AsSpan(from));
        return meter.Read();
    }
}

namespace RelayPlane.Catalog;

/// <summary>A shape of requests and replies that generate something. Each is one folder under Dialects.</summary>
internal enum WireFormat
{
    /// <summary>Anthropic Messages.</summary>
    Messages,

    /// <summary>OpenAI Chat Completions, and the many who speak it.</summary>
    Chat,

    /// <summary>OpenAI Responses.</summary>
    Responses,

    /// <summary>Gemini generateContent.</summary>
    Generate,

    /// <summary>Ollama's own <c>/api/chat</c>; as a target only.</summary>
    Ollama,

    /// <summary>Amazon Bedrock Converse; as a target only.</summary>
    Converse,
}

/// <summary>Which endpoint has which wire format.</summary>
internal static class WireFormats
{
    /// <summary>Null for an endpoint that generates nothing.</summary>
    public static WireFormat? Of(Endpoint endpoint) => endpoint switch
    {
        Endpoint.Messages => WireFormat.Messages,
        Endpoint.ChatCompletions => WireFormat.Chat,
        Endpoint.Responses => WireFormat.Responses,
        Endpoint.GenerateContent or Endpoint.StreamGenerateContent => WireFormat.Generate,
        Endpoint.OllamaChat => WireFormat.Ollama,
        Endpoint.Converse or Endpoint.ConverseStream => WireFormat.Converse,
        _ => null,
    };

    /// <summary>The format whose errors a client of the endpoint reads, also where it generates nothing.</summary>
    public static WireFormat OfErrors(Endpoint endpoint) => Of(endpoint) ?? ApiOf.Endpoint(endpoint) switch
    {
        Api.Anthropic => WireFormat.Messages,
        Api.Gemini => WireFormat.Generate,
        _ => WireFormat.Chat,
    };

    public static Endpoint EndpointOf(WireFormat format, bool stream) => format switch
    {
        WireFormat.Messages => Endpoint.Messages,
        WireFormat.Chat => Endpoint.ChatCompletions,
        WireFormat.Responses => Endpoint.Responses,
        WireFormat.Generate => stream ? Endpoint.StreamGenerateContent : Endpoint.GenerateContent,
        WireFormat.Ollama => Endpoint.OllamaChat,
        _ => stream ? Endpoint.ConverseStream : Endpoint.Converse,
    };
}

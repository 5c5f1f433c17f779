using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Errors;

/// <summary>Writes a provider's error for a client that speaks another format than the provider: in the client's terms, with the provider's words, and saying whose they are.</summary>
internal static class ProviderErrorBody
{
    /// <summary>What Claude Code, and others, look for.</summary>
    private const string AnthropicTooLong = "prompt is too long";
    private const string GeminiTooLong = "exceeds the maximum number of tokens";

    /// <summary>A whole reply.</summary>
    /// <param name="provider">Whose error it is.</param>
    /// <param name="requestId">The provider's own id of the request.</param>
    /// <param name="callId">The gateway's.</param>
    public static (int Status, string ContentType, byte[] Body) Write(WireFormat client, ProviderError error, string provider, string? requestId, string callId)
    {
        var said = Said(client, error, provider, requestId);
        return (said.Status, ErrorShape.Json, ErrorShape.Whole(ApiOf(client), said, requestId ?? callId));
    }

    /// <summary>The error in the middle of a reply, for its writer.</summary>
    public static byte[] Within(WireFormat client, ProviderError error, ReplyContext context) => Write(client, error, context.Provider, null, context.Id).Body;

    /// <summary>The provider's words, as the client's programs look for them, and whose they are.</summary>
    public static string Message(WireFormat client, ProviderError error, ReplyContext context) => Message(ApiOf(client), error, context.Provider, null);

    /// <summary>The event that ends a stream whose writer only knows its context.</summary>
    public static byte[] InStream(WireFormat client, ProviderError error, ReplyContext context) => InStream(client, error, context.Provider, null, context.Id);

    /// <summary>The event that ends a stream which has already started.</summary>
    /// <inheritdoc cref="Write"/>
    public static byte[] InStream(WireFormat client, ProviderError error, string provider, string? requestId, string callId) =>
        ErrorShape.InStream(ApiOf(client), WireFormats.EndpointOf(client, stream: true), Said(client, error, provider, requestId), requestId ?? callId);

    private static SaidError Said(WireFormat client, ProviderError error, string provider, string? requestId)
    {
        var api = ApiOf(client);
        return new SaidError(ProviderErrorTerms.Status(api, error.Kind), ProviderErrorTerms.Type(api, error.Kind), Message(api, error, provider, requestId))
        {
            Code = ProviderErrorTerms.Code(error.Kind) ?? OwnCode(error),
            Param = error.Param,
        };
    }

    private static string Message(Api api, ProviderError error, string provider, string? requestId)
    {
        var words = Words.Masked(error.Message);
        var beginning = (api, error.Kind) switch
        {
            (Api.Anthropic, ErrorKind.ContextLength) when !words.Contains(AnthropicTooLong, StringComparison.OrdinalIgnoreCase) => $"{AnthropicTooLong}: ",
            (Api.Gemini, ErrorKind.ContextLength) when !words.Contains(GeminiTooLong, StringComparison.OrdinalIgnoreCase) => $"The input token count {GeminiTooLong} allowed: ",
            _ => string.Empty,
        };
        return provider.Length == 0 ? beginning + words : requestId is null ? $"{beginning}{words} ({provider})" : $"{beginning}{words} ({provider}, request {requestId})";
    }

    /// <summary>What is wrong with a request, in a provider's own code, tells a client more than none. A type that merely says that something is wrong does not.</summary>
    private static string? OwnCode(ProviderError error) =>
        error is { Kind: ErrorKind.InvalidRequest, Code: { Length: <= 64 } code } && !code.EndsWith("_error", StringComparison.Ordinal) && IsCode(code) ? code : null;

    private static bool IsCode(string code)
    {
        foreach (var letter in code)
        {
            if (!char.IsAsciiLetterLower(letter) && letter != '_')
            {
                return false;
            }
        }

        return true;
    }

    private static Api ApiOf(WireFormat client) => client switch
    {
        WireFormat.Messages => Api.Anthropic,
        WireFormat.Generate => Api.Gemini,
        _ => Api.OpenAI,
    };
}

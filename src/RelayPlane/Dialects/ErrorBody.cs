using RelayPlane.Catalog;

namespace RelayPlane.Dialects;

/// <summary>Writes a refusal as the client's API would have: the one place where our own errors take a shape.</summary>
internal static class ErrorBody
{
    /// <summary>A whole reply.</summary>
    public static (int Status, string ContentType, byte[] Body) Write(Api api, Refusal refusal, string callId) =>
        (ErrorTerms.Status(api, refusal.Kind), ErrorShape.Json, ErrorShape.Whole(api, Said(api, refusal), callId));

    /// <summary>The event that ends a stream which has already started.</summary>
    public static byte[] InStream(Api api, Endpoint endpoint, Refusal refusal, string callId) =>
        ErrorShape.InStream(api, endpoint, Said(api, refusal), callId);

    /// <summary>The event that ends a stream with a provider's own error, word for word; null where that does not fit the dialect.</summary>
    public static byte[]? Quoted(Api api, Endpoint endpoint, ReadOnlySpan<byte> error)
    {
        error = error.Trim(" \t\r\n"u8);
        if ((api, endpoint) is (Api.OpenAI, Endpoint.Responses) || !WholeBody.IsWhole(error) || error[0] != '{' || !WholeBody.HasError(error)
            || (api == Api.Anthropic && !JsonText.Member(error, "type"u8).SequenceEqual("\"error\""u8)))
        {
            return null;
        }

        // Line ends within JSON are white space only; within an event they would be new lines of it.
        byte[] line = [.. error];
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        line.AsSpan().Replace((byte)'\r', (byte)' ');
        return api switch
        {
            Api.Anthropic => [.. "event: error\ndata: "u8, .. line, .. "\n\n"u8],
            Api.Gemini => [.. "data: "u8, .. line, .. "\r\n\r\n"u8],
            _ => [.. "data: "u8, .. line, .. "\n\n"u8],
        };
    }

    private static SaidError Said(Api api, Refusal refusal) => new(
        ErrorTerms.Status(api, refusal.Kind),
        api switch { Api.Anthropic => ErrorTerms.Anthropic(refusal.Kind), Api.Gemini => ErrorTerms.Gemini(refusal.Kind), _ => ErrorTerms.OpenAIType(refusal.Kind) },
        refusal.Message)
    {
        Code = ErrorTerms.OpenAICode(refusal.Kind),
        Param = refusal.Param,
    };
}

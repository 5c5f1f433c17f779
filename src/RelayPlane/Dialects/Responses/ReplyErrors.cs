using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>Errors within a stream: <c>response.failed</c>, and the event <c>error</c>, flat or nested.</summary>
internal static class ReplyErrors
{
    private const int Longest = 64 << 10;

    /// <param name="error">An object, or a string.</param>
    public static ProviderError Read(ReadOnlySpan<byte> error)
    {
        if (JsonText.TryRead(error, out var whole, Longest))
        {
            return new ProviderError(ErrorKind.Server, whole);
        }

        var message = JsonText.TryRead(JsonText.Member(error, "message"u8), out var text, Longest) ? text : "The provider's reply failed.";
        var type = JsonText.OrNull(JsonText.Member(error, "type"u8));
        var code = JsonText.OrNull(JsonText.Member(error, "code"u8)) ?? (type == "error" ? null : type);
        return new ProviderError(Kind(code), message, code) { Param = JsonText.OrNull(JsonText.Member(error, "param"u8)) };
    }

    private static ErrorKind Kind(string? code) => code switch
    {
        "rate_limit_exceeded" or "rate_limit_error" or "tokens" or "requests" => ErrorKind.RateLimit,
        "insufficient_quota" or "usage_not_included" or "billing_hard_limit_reached" => ErrorKind.Billing,
        "context_length_exceeded" => ErrorKind.ContextLength,
        "server_is_overloaded" or "slow_down" or "overloaded" => ErrorKind.Overloaded,
        "invalid_prompt" or "invalid_request_error" or "invalid_encrypted_content" or "image_parse_error" or "invalid_image_format" => ErrorKind.InvalidRequest,
        "invalid_api_key" => ErrorKind.Authentication,
        "model_not_found" => ErrorKind.ModelNotFound,
        _ => ErrorKind.Server,
    };

    /// <summary>The code of a failed response. Codex backs off at the first, and gives up at the next three.</summary>
    public static string Code(ProviderError error) => error.Kind switch
    {
        ErrorKind.RateLimit => "rate_limit_exceeded",
        ErrorKind.ContextLength => "context_length_exceeded",
        ErrorKind.Billing => "insufficient_quota",
        ErrorKind.InvalidRequest or ErrorKind.TooLarge => "invalid_prompt",
        ErrorKind.Overloaded => "server_is_overloaded",
        _ => "server_error",
    };
}

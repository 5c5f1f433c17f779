using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>What a failed response calls its error.</summary>
internal static class ReplyErrors
{
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

using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Errors;

/// <summary>The status, type and code that each API has for each kind of a provider's error: those of <see cref="ErrorTerms"/>, and the ones that the gateway never says of itself.</summary>
internal static class ProviderErrorTerms
{
    public static int Status(Api api, ErrorKind kind) => kind switch
    {
        ErrorKind.Billing when api == Api.Anthropic => 402,
        ErrorKind.Conflict => 409,
        ErrorKind.RateLimit => 429,
        ErrorKind.Timeout => 504,
        _ => ErrorTerms.Status(api, Like(kind)),
    };

    public static string Type(Api api, ErrorKind kind) => api switch
    {
        Api.Anthropic => Anthropic(kind),
        Api.Gemini => Gemini(kind),
        _ => OpenAI(kind),
    };

    /// <summary>For OpenAI's clients.</summary>
    public static string? Code(ErrorKind kind) => kind switch
    {
        ErrorKind.ContextLength => "context_length_exceeded",
        ErrorKind.RateLimit => "rate_limit_exceeded",
        ErrorKind.Overloaded => "overloaded",
        ErrorKind.Timeout => "timeout",
        ErrorKind.Conflict => "conflict",
        _ => ErrorTerms.OpenAICode(Like(kind)),
    };

    private static string Anthropic(ErrorKind kind) => kind switch
    {
        ErrorKind.Billing => "billing_error",
        ErrorKind.Conflict => "conflict_error",
        ErrorKind.RateLimit => "rate_limit_error",
        ErrorKind.Timeout => "timeout_error",
        _ => ErrorTerms.Anthropic(Like(kind)),
    };

    private static string OpenAI(ErrorKind kind) => kind switch
    {
        ErrorKind.RateLimit => "requests",
        ErrorKind.Timeout or ErrorKind.Overloaded => "server_error",
        _ => ErrorTerms.OpenAIType(Like(kind)),
    };

    private static string Gemini(ErrorKind kind) => kind switch
    {
        ErrorKind.Conflict => "ABORTED",
        ErrorKind.RateLimit => "RESOURCE_EXHAUSTED",
        ErrorKind.Timeout => "DEADLINE_EXCEEDED",
        _ => ErrorTerms.Gemini(Like(kind)),
    };

    /// <summary>The gateway's own refusal that an error is like. A key that a provider refuses is never the client's where formats differ, so its client is not told to change its own.</summary>
    private static RefusalKind Like(ErrorKind kind) => kind switch
    {
        ErrorKind.Authentication => RefusalKind.ConfiguredKeyRejected,
        ErrorKind.Billing => RefusalKind.Exhausted,
        ErrorKind.Permission => RefusalKind.Forbidden,
        ErrorKind.ModelNotFound => RefusalKind.ModelNotFound,
        ErrorKind.NotFound => RefusalKind.NotFound,
        ErrorKind.TooLarge => RefusalKind.TooLarge,
        ErrorKind.Overloaded => RefusalKind.Overloaded,
        ErrorKind.Server => RefusalKind.Internal,
        _ => RefusalKind.InvalidRequest,
    };
}

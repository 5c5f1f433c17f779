using RelayPlane.Catalog;

namespace RelayPlane.Dialects;

/// <summary>The status, type and code that each API has for each kind of refusal.</summary>
internal static class ErrorTerms
{
    public static int Status(Api api, RefusalKind kind) => kind switch
    {
        RefusalKind.InvalidRequest => 400,
        RefusalKind.Authentication => 401,
        RefusalKind.OverBudget => 402,
        RefusalKind.Forbidden => 403,
        RefusalKind.ModelNotFound or RefusalKind.NotFound => 404,
        RefusalKind.TooLarge => 413,
        RefusalKind.Exhausted => 429,
        RefusalKind.UnsupportedMediaType => 415,
        RefusalKind.HeadersTooLarge => 431,
        RefusalKind.NotImplemented => 501,
        RefusalKind.ProviderUnreachable or RefusalKind.ConfiguredKeyRejected => 502,
        RefusalKind.Overloaded or RefusalKind.Draining => api == Api.Anthropic ? 529 : 503,
        _ => 500,
    };

    public static string Anthropic(RefusalKind kind) => kind switch
    {
        RefusalKind.InvalidRequest or RefusalKind.UnsupportedMediaType => "invalid_request_error",
        RefusalKind.Authentication => "authentication_error",
        RefusalKind.OverBudget => "billing_error",
        RefusalKind.Forbidden => "permission_error",
        RefusalKind.ModelNotFound or RefusalKind.NotFound => "not_found_error",
        RefusalKind.TooLarge or RefusalKind.HeadersTooLarge => "request_too_large",
        RefusalKind.Exhausted => "rate_limit_error",
        RefusalKind.Overloaded or RefusalKind.Draining => "overloaded_error",
        _ => "api_error",
    };

    public static string OpenAIType(RefusalKind kind) => kind switch
    {
        RefusalKind.Exhausted or RefusalKind.OverBudget => "insufficient_quota",
        RefusalKind.NotImplemented or RefusalKind.ProviderUnreachable or RefusalKind.ConfiguredKeyRejected or RefusalKind.Internal => "server_error",
        RefusalKind.Overloaded or RefusalKind.Draining => "service_unavailable_error",
        _ => "invalid_request_error",
    };

    public static string? OpenAICode(RefusalKind kind) => kind switch
    {
        RefusalKind.Exhausted or RefusalKind.OverBudget => "insufficient_quota",
        RefusalKind.Authentication => "invalid_api_key",
        RefusalKind.Forbidden => "forbidden",
        RefusalKind.ModelNotFound => "model_not_found",
        RefusalKind.TooLarge => "request_too_large",
        RefusalKind.HeadersTooLarge => "headers_too_large",
        RefusalKind.UnsupportedMediaType => "unsupported_media_type",
        RefusalKind.NotImplemented => "not_implemented",
        RefusalKind.ProviderUnreachable => "provider_unreachable",
        RefusalKind.ConfiguredKeyRejected => "configured_key_rejected",
        RefusalKind.Overloaded => "gateway_capacity",
        RefusalKind.Draining => "gateway_draining",
        _ => null,
    };

    public static string Gemini(RefusalKind kind) => kind switch
    {
        RefusalKind.Exhausted => "RESOURCE_EXHAUSTED",
        RefusalKind.OverBudget => "FAILED_PRECONDITION",
        RefusalKind.Authentication => "UNAUTHENTICATED",
        RefusalKind.Forbidden => "PERMISSION_DENIED",
        RefusalKind.ModelNotFound or RefusalKind.NotFound => "NOT_FOUND",
        RefusalKind.NotImplemented => "UNIMPLEMENTED",
        RefusalKind.ProviderUnreachable or RefusalKind.Overloaded or RefusalKind.Draining => "UNAVAILABLE",
        RefusalKind.ConfiguredKeyRejected or RefusalKind.Internal => "INTERNAL",
        _ => "INVALID_ARGUMENT",
    };
}

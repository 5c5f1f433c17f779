namespace RelayPlane.Pacing.Signals;

/// <summary>The class of an error by its status and its body, all but the exhausted keys. The rows of ratelimits.md §1.4, in the order in which they win.</summary>
internal static class Kinds
{
    /// <param name="status">The status to judge by.</param>
    public static SignalKind Of(int status, ErrorFacts facts)
    {
        if (status is 401 || IsKey(status, facts))
        {
            return SignalKind.KeyRejected;
        }

        if (status is (>= 400 and <= 403) or 413 or 422 or 500 && IsTooLong(facts))
        {
            return SignalKind.ContextLength;
        }

        if (IsNoModel(status, facts))
        {
            return SignalKind.ModelNotFound;
        }

        if (status is 413 or 429 && IsTooLarge(status, facts))
        {
            return SignalKind.TooLarge;
        }

        if (status is 429 or 503 && IsGrowth(facts))
        {
            return SignalKind.Accelerating;
        }

        return status switch
        {
            429 => IsCapacity(facts) ? SignalKind.Overloaded : SignalKind.RateLimited,
            498 or 503 or 529 => SignalKind.Overloaded,
            403 => IsOfTheCall(facts) ? SignalKind.Rejected : SignalKind.KeyRejected,
            408 or 409 or 424 or 425 or 499 => SignalKind.Faulted,
            501 => SignalKind.Rejected,
            >= 500 => IsCapacity(facts) ? SignalKind.Overloaded : SignalKind.Faulted,
            _ => SignalKind.Rejected,
        };
    }

    // Gemini and xAI answer a bad key with 400.
    private static bool IsKey(int status, ErrorFacts facts) => status is 400 or 403
        && (facts.HasAny("api_key_invalid", "invalid_api_key", "authentication_error", "unauthenticated") || facts.Says("api key not valid", "incorrect api key provided"));

    private static bool IsTooLong(ErrorFacts facts) =>
        facts.HasAny("context_length_exceeded", "exceed_context_size_error", "model_max_prompt_tokens_exceeded")
        || facts.Says(
            "prompt is too long", "maximum context length", "exceeds the maximum number of tokens", "exceed context limit", "exceeds the context window", "input is too long",
            "maximum prompt length", "exceeds the available context size", "context length exceeded", "exceeds model length", "exceeds the model's context");

    private static bool IsNoModel(int status, ErrorFacts facts) => status is 400 or 403 or 404
        && (facts.HasAny("model_not_found", "deploymentnotfound", "invalid_model", "model_not_available")
            || (status == 404 && facts.Says("model"))
            || facts.Says("model not exist", "is not a valid model", "invalid model:", "model identifier is invalid"));

    // Groq says it with 413; OpenAI with 429 and figures. A body too large in bytes is the client's own mistake.
    private static bool IsTooLarge(int status, ErrorFacts facts) =>
        status == 413
            ? facts.HasAny("tokens", "rate_limit_exceeded") || facts.Says("tokens per min")
            : facts.Says("request too large", "extra usage is required for long context")
                || (WaitText.Figure(facts.Text, "limit ") is > 0 and var limit && WaitText.Figure(facts.Text, "requested ") > limit);

    private static bool IsGrowth(ErrorFacts facts) =>
        facts.HasAny("slow_down", "dynamic_request_limited", "dynamic_token_limited") || facts.Says("slow down", "usage increase rate", "acceleration limit");

    private static bool IsCapacity(ErrorFacts facts) =>
        facts.HasAny(
            "overloaded_error", "overloaded", "server_is_overloaded", "model_capacity_exhausted", "capacity_exceeded", "modelnotreadyexception", "3505", "service_unavailable_error",
            "service_unavailable")
        || facts.Says("overloaded", "capacity exceeded", "no capacity available");

    // A firewall's page, or moderation: it is this call that is refused, and the next one may pass with the same key.
    private static bool IsOfTheCall(ErrorFacts facts) =>
        facts.Shape == BodyShape.Html || facts.HasAny("content_filter", "content_policy_violation") || facts.Says("was flagged", "requires moderation");
}

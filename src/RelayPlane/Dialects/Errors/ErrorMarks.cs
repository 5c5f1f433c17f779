namespace RelayPlane.Dialects.Errors;

/// <summary>What tells the kinds of error apart: the terms and sentences of every provider, and the statuses that they count with. The rows of ratelimits.md §1.3 and §1.4.</summary>
internal static class ErrorMarks
{
    /// <summary>The key is not accepted. Gemini and xAI answer a bad one with 400.</summary>
    public static bool IsKey(int status, ErrorFacts facts) => status is 400 or 403
        && (facts.HasAny("api_key_invalid", "invalid_api_key", "authentication_error", "unauthenticated") || facts.Says("api key not valid", "incorrect api key provided"));

    /// <summary>The prompt is longer than the model's context.</summary>
    public static bool IsTooLong(ErrorFacts facts) =>
        facts.HasAny("context_length_exceeded", "exceed_context_size_error", "model_max_prompt_tokens_exceeded", "too_many_tokens")
        || facts.Says(
            "prompt is too long", "maximum context length", "exceeds the maximum number of tokens", "exceed context limit", "exceeds the context window", "input is too long",
            "maximum prompt length", "exceeds the available context size", "context length exceeded", "exceeds model length", "exceeds the model's context",
            "input tokens exceeds maximum length", "input length and `max_tokens` exceed");

    /// <summary>There is no such model.</summary>
    public static bool IsNoModel(int status, ErrorFacts facts) => status is 400 or 403 or 404
        && (facts.HasAny("model_not_found", "deploymentnotfound", "invalid_model", "model_not_available")
            || (status == 404 && facts.Says("model"))
            || facts.Says("model not exist", "is not a valid model", "invalid model:", "model identifier is invalid"));

    /// <summary>The call is larger than a whole limit. Groq says it with 413; OpenAI with 429 and figures. A body too large in bytes is the client's own mistake.</summary>
    public static bool IsTooLarge(int status, ErrorFacts facts) =>
        status == 413
            ? facts.HasAny("tokens", "rate_limit_exceeded") || facts.Says("tokens per min")
            : facts.Says("request too large", "extra usage is required for long context")
                || (WaitText.Figure(facts.Text, "limit ") is > 0 and var limit && WaitText.Figure(facts.Text, "requested ") > limit);

    /// <summary>Traffic grew too fast.</summary>
    public static bool IsGrowth(ErrorFacts facts) =>
        facts.HasAny("slow_down", "dynamic_request_limited", "dynamic_token_limited") || facts.Says("slow down", "usage increase rate", "acceleration limit");

    /// <summary>The provider has no capacity.</summary>
    public static bool IsCapacity(ErrorFacts facts) =>
        facts.HasAny(
            "overloaded_error", "overloaded", "server_is_overloaded", "model_capacity_exhausted", "capacity_exceeded", "modelnotreadyexception", "3505", "service_unavailable_error",
            "service_unavailable")
        || facts.Says("overloaded", "capacity exceeded", "no capacity available");

    /// <summary>Anthropic; the limit that a workspace set itself comes as a 400 that looks like a bad request.</summary>
    public static bool IsSpendLimit(ErrorFacts facts) =>
        facts.Has("enforced_spend_limit_reached") || facts.Text.StartsWith("you have reached your specified ", StringComparison.Ordinal);

    /// <summary>Money is used up.</summary>
    /// <param name="status">The status to judge by.</param>
    public static bool IsMoney(int status, ErrorFacts facts)
    {
        if (facts.HasAny(
            "billing_error", "insufficient_quota", "credit_balance_exhausted", "organization_usage_limit_exceeded", "organization_spend_limit_exceeded",
            "project_spend_limit_exceeded", "billing_hard_limit_reached", "billing_not_active", "insufficient_balance"))
        {
            return true;
        }

        // A sentence counts as money only where it cannot be the echo of a prompt. Gemini says "exceeded your current quota" of a minute too.
        return facts.Says("credit balance is too low", "insufficient balance", "insufficient credits", "used all available credits", "monthly spending limit")
            || (status == 429 && !facts.Has("resource_exhausted") && facts.Says("exceeded your current quota", "check your plan and billing"));
    }

    /// <summary>OpenRouter; the limit that a key was given.</summary>
    public static bool IsKeyLimit(int status, ErrorFacts facts) => status == 403 && facts.Says("key limit exceeded");
}

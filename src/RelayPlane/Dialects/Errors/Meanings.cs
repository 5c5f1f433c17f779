namespace RelayPlane.Dialects.Errors;

/// <summary>The status that an error's terms stand for, where the reply's own says little: an error inside a 200, or a proxy's 500.</summary>
internal static class Meanings
{
    private static readonly Dictionary<string, int> s_statuses = new(StringComparer.Ordinal)
    {
        // Anthropic.
        ["invalid_request_error"] = 400, ["authentication_error"] = 401, ["billing_error"] = 402, ["permission_error"] = 403, ["not_found_error"] = 404,
        ["conflict_error"] = 409, ["request_too_large"] = 413, ["rate_limit_error"] = 429, ["api_error"] = 500, ["timeout_error"] = 504, ["overloaded_error"] = 529,

        // OpenAI and those like it.
        ["rate_limit_exceeded"] = 429, ["rate_limited"] = 429, ["too_many_requests"] = 429, ["slow_down"] = 429, ["insufficient_quota"] = 429,
        ["server_error"] = 500, ["internal_server_error"] = 500, ["server_is_overloaded"] = 503, ["service_unavailable_error"] = 503, ["service_unavailable"] = 503,
        ["capacity_exceeded"] = 498, ["invalid_api_key"] = 401, ["model_not_found"] = 404, ["context_length_exceeded"] = 400, ["content_filter"] = 400,
        ["content_policy_violation"] = 400, ["invalid_prompt"] = 400, ["dynamic_request_limited"] = 429, ["dynamic_token_limited"] = 429,

        // google.rpc.Code.
        ["invalid_argument"] = 400, ["failed_precondition"] = 400, ["unauthenticated"] = 401, ["permission_denied"] = 403, ["not_found"] = 404,
        ["resource_exhausted"] = 429, ["internal"] = 500, ["unavailable"] = 503, ["deadline_exceeded"] = 504, ["unimplemented"] = 501, ["cancelled"] = 499,

        // Bedrock.
        ["throttlingexception"] = 429, ["servicequotaexceededexception"] = 429, ["modelnotreadyexception"] = 503, ["serviceunavailableexception"] = 503,
        ["internalserverexception"] = 500, ["modelstreamerrorexception"] = 424, ["modelerrorexception"] = 424, ["modeltimeoutexception"] = 408,
        ["accessdeniedexception"] = 403, ["unrecognizedclientexception"] = 403, ["expiredtokenexception"] = 403, ["invalidsignatureexception"] = 403,
        ["validationexception"] = 400, ["resourcenotfoundexception"] = 404,
    };

    /// <summary>The status to judge by.</summary>
    public static int Status(int status, ErrorFacts facts)
    {
        if (status is >= 400 and < 500)
        {
            return facts.Has("servicequotaexceededexception") ? 429 : status;
        }

        var meant = facts.Code ?? FromTerms(facts.Terms);
        if (status >= 500)
        {
            return meant is 429 or 503 or 529 ? meant.Value : status;
        }

        return meant ?? (facts.Says("currently unavailable", "temporarily unavailable", "overloaded") ? 503 : facts.Says("rate limit") ? 429 : 502);
    }

    // The first that is known: a type comes before a code, and both say the same.
    private static int? FromTerms(string terms)
    {
        foreach (var term in terms.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (s_statuses.TryGetValue(term, out var status))
            {
                return status;
            }
        }

        return null;
    }
}

using RelayPlane.Catalog;
using RelayPlane.Pacing;
using Xunit;

namespace RelayPlane.Tests.Pacing;

public sealed class SignalReaderTests
{
    public static TheoryData<string, int, string, string, string> Rows() => new()
    {
        // Limits.
        { "anthropic", 429, """{"type":"error","error":{"type":"rate_limit_error","message":"This request would exceed your organization's rate limit of 30,000 input tokens per minute"}}""", "retry-after: 12", nameof(SignalKind.RateLimited) },
        { "openai", 429, """{"error":{"message":"Rate limit reached for gpt-x: Limit 15000, Used 11972, Requested 4351. Please try again in 5.289s.","type":"tokens","code":"rate_limit_exceeded"}}""", "", nameof(SignalKind.RateLimited) },
        { "azure", 429, """{"error":{"code":"429","message":"Requests have exceeded token rate limit of your tier. Please retry after 6 seconds."}}""", "", nameof(SignalKind.RateLimited) },
        { "vertex", 429, """{"error":{"code":429,"message":"Resource exhausted. Please try again later.","status":"RESOURCE_EXHAUSTED"}}""", "", nameof(SignalKind.RateLimited) },
        { "mistral", 429, """{"message":"Requests rate limit exceeded"}""", "", nameof(SignalKind.RateLimited) },
        { "plain", 429, "", "", nameof(SignalKind.RateLimited) },
        { "plain", 429, "<html><body>Too many requests</body></html>", "", nameof(SignalKind.RateLimited) },
        { "plain", 429, "slow", "", nameof(SignalKind.RateLimited) },
        { "openrouter", 429, """{"error":{"code":429,"message":"Provider returned error","metadata":{"raw":"{\"error\":{\"message\":\"Please try again in 3s\"}}"}}}""", "", nameof(SignalKind.RateLimited) },

        // Never fits.
        { "openai", 429, """{"error":{"message":"Request too large for gpt-x on tokens per min (TPM): Limit 30000, Requested 45123.","type":"tokens","code":"rate_limit_exceeded"}}""", "", nameof(SignalKind.TooLarge) },
        { "groq", 413, """{"error":{"message":"Request too large for model `m` on tokens per minute (TPM): Limit 6000, Requested 12000","type":"tokens","code":"rate_limit_exceeded"}}""", "", nameof(SignalKind.TooLarge) },
        { "openai", 429, """{"error":{"message":"Rate limit: Limit 30,000, Requested 45,123.","type":"tokens"}}""", "", nameof(SignalKind.TooLarge) },

        // Too fast.
        { "openai", 429, """{"error":{"message":"Please reduce your request rate","type":"rate_limit_error","code":"slow_down"}}""", "", nameof(SignalKind.Accelerating) },
        { "openai", 503, """{"error":{"message":"Slow down","type":"service_unavailable_error"}}""", "", nameof(SignalKind.Accelerating) },
        { "anthropic", 429, """{"type":"error","error":{"type":"rate_limit_error","message":"This request would exceed your organization's maximum usage increase rate for input tokens per minute."}}""", "", nameof(SignalKind.Accelerating) },
        { "together", 429, """{"error":{"message":"over the dynamic limit","type":"dynamic_request_limited"}}""", "", nameof(SignalKind.Accelerating) },
        { "together", 429, """{"error":{"message":"over the dynamic limit","code":"dynamic_token_limited"}}""", "", nameof(SignalKind.Accelerating) },

        // Money, caps, days.
        { "anthropic", 429, """{"type":"error","error":{"type":"rate_limit_error","message":"limit","details":{"error_code":"enforced_spend_limit_reached"}}}""", "", nameof(SignalKind.Exhausted) },
        { "anthropic", 400, """{"type":"error","error":{"type":"invalid_request_error","message":"You have reached your specified API usage limits. You will regain access on 2026-08-01 at 00:00 UTC."}}""", "", nameof(SignalKind.Exhausted) },
        { "anthropic", 400, """{"type":"error","error":{"type":"invalid_request_error","message":"You have reached your specified workspace API usage limits."}}""", "", nameof(SignalKind.Exhausted) },
        { "anthropic", 400, """{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the Anthropic API."}}""", "", nameof(SignalKind.Exhausted) },
        { "openai", 429, """{"error":{"message":"m","type":"insufficient_quota","code":"credit_balance_exhausted"}}""", "retry-after: 5", nameof(SignalKind.Exhausted) },
        { "openai", 429, """{"error":{"message":"m","type":"insufficient_quota","code":"organization_usage_limit_exceeded"}}""", "", nameof(SignalKind.Exhausted) },
        { "openai", 429, """{"error":{"message":"m","code":"organization_spend_limit_exceeded"}}""", "", nameof(SignalKind.Exhausted) },
        { "openai", 429, """{"error":{"message":"m","code":"project_spend_limit_exceeded"}}""", "", nameof(SignalKind.Exhausted) },
        { "xai", 403, """{"code":"permission-denied","error":"Your team has used all available credits or reached its monthly spending limit."}""", "", nameof(SignalKind.Exhausted) },
        { "openrouter", 403, """{"error":{"code":403,"message":"Key limit exceeded (daily limit)."}}""", "", nameof(SignalKind.Exhausted) },
        { "openrouter", 429, """{"error":{"code":429,"message":"Rate limit exceeded: free-models-per-day."}}""", "", nameof(SignalKind.Exhausted) },
        { "groq", 429, """{"error":{"message":"Rate limit reached on requests per day (RPD): Limit 1000, Used 1000, Requested 1.","type":"requests","code":"rate_limit_exceeded"}}""", "", nameof(SignalKind.Exhausted) },
        { "groq", 429, """{"error":{"message":"Rate limit reached","type":"x"}}""", "x-ratelimit-limit-requests: 1000 | x-ratelimit-remaining-requests: 0", nameof(SignalKind.Exhausted) },
        { "bedrock", 429, """{"message":"Too many tokens per day, please wait before trying again."}""", "x-amzn-errortype: ThrottlingException", nameof(SignalKind.Exhausted) },
        { "plain", 402, "", "", nameof(SignalKind.Exhausted) },
        { "plain", 429, "", "x-should-retry: false", nameof(SignalKind.Exhausted) },
        { "anthropic", 429, """{"type":"error","error":{"type":"rate_limit_error","message":"m"}}""", "x-should-retry: false", nameof(SignalKind.RateLimited) },

        // Keys.
        { "plain", 401, "", "", nameof(SignalKind.KeyRejected) },
        { "google", 400, """{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}}""", "", nameof(SignalKind.KeyRejected) },
        { "xai", 400, """{"code":"Client specified an invalid argument","error":"Incorrect API key provided: xa***bc."}""", "", nameof(SignalKind.KeyRejected) },
        { "bedrock", 403, """{"message":"You don't have access"}""", "x-amzn-errortype: AccessDeniedException:http://internal/", nameof(SignalKind.KeyRejected) },
        { "openrouter", 403, """{"error":{"code":403,"message":"Your input was flagged","metadata":{"flagged_input":"x"}}}""", "", nameof(SignalKind.Rejected) },
        { "plain", 403, "<html>Blocked</html>", "", nameof(SignalKind.Rejected) },

        // No capacity.
        { "plain", 503, "<html>503</html>", "", nameof(SignalKind.Overloaded) },
        { "together", 503, """{"error":{"message":"overloaded","type":"service_unavailable"}}""", "", nameof(SignalKind.Overloaded) },
        { "fireworks", 503, "", "", nameof(SignalKind.Overloaded) },
        { "deepseek", 503, """{"error":{"message":"Server Overloaded"}}""", "", nameof(SignalKind.Overloaded) },
        { "google", 429, """{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"No capacity","details":[{"reason":"MODEL_CAPACITY_EXHAUSTED"}]}}""", "", nameof(SignalKind.Overloaded) },
        { "bedrock", 429, """{"message":"Model is not ready"}""", "x-amzn-errortype: ModelNotReadyException", nameof(SignalKind.Overloaded) },
        { "openai", 200, """{"type":"error","error":{"type":"service_unavailable_error","code":"server_is_overloaded","message":"busy"}}""", "", nameof(SignalKind.Overloaded) },
        { "openai", 200, """{"type":"error","code":"server_is_overloaded","message":"busy","param":null}""", "", nameof(SignalKind.Overloaded) },
        { "anthropic", 500, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", "", nameof(SignalKind.Overloaded) },
        { "mistral", 429, """{"object":"error","message":"Service tier capacity exceeded for this model.","code":"3505"}""", "", nameof(SignalKind.Overloaded) },

        // Failures.
        { "plain", 408, "", "", nameof(SignalKind.Faulted) },
        { "plain", 409, "", "", nameof(SignalKind.Faulted) },
        { "plain", 424, "", "", nameof(SignalKind.Faulted) },
        { "plain", 425, "", "", nameof(SignalKind.Faulted) },
        { "plain", 502, "<html>bad gateway</html>", "", nameof(SignalKind.Faulted) },
        { "plain", 520, "", "", nameof(SignalKind.Faulted) },
        { "plain", 524, "<html></html>", "", nameof(SignalKind.Faulted) },
        { "plain", 200, "<html>Sign in to the hotel</html>", "", nameof(SignalKind.Faulted) },
        { "plain", 200, "", "", nameof(SignalKind.Faulted) },
        { "plain", 200, """{"error":{"message":"CUDA error"}}""", "", nameof(SignalKind.Faulted) },
        { "plain", 200, """{"object":"error","message":"m","type":"BadRequestError","code":400}""", "", nameof(SignalKind.Rejected) },
        { "ollama", 200, """{"error":"model runner has stopped"}""", "", nameof(SignalKind.Faulted) },

        // Too long, no such model, the client's own.
        { "openai", 400, """{"error":{"message":"m","type":"invalid_request_error","code":"context_length_exceeded"}}""", "", nameof(SignalKind.ContextLength) },
        { "anthropic", 400, """{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 205351 tokens > 200000 maximum"}}""", "", nameof(SignalKind.ContextLength) },
        { "google", 400, """{"error":{"code":400,"message":"The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}}""", "", nameof(SignalKind.ContextLength) },
        { "bedrock", 400, """{"message":"Input is too long for requested model."}""", "x-amzn-errortype: ValidationException", nameof(SignalKind.ContextLength) },
        { "openai", 404, """{"error":{"message":"The model `x` does not exist","type":"invalid_request_error","code":"model_not_found"}}""", "", nameof(SignalKind.ModelNotFound) },
        { "openai", 403, """{"error":{"message":"Project does not have access to model `x`","code":"model_not_found"}}""", "", nameof(SignalKind.ModelNotFound) },
        { "anthropic", 404, """{"type":"error","error":{"type":"not_found_error","message":"model: claude-x"}}""", "", nameof(SignalKind.ModelNotFound) },
        { "google", 404, """{"error":{"code":404,"message":"models/x is not found for API version v1beta","status":"NOT_FOUND"}}""", "", nameof(SignalKind.ModelNotFound) },
        { "azure", 404, """{"error":{"code":"DeploymentNotFound","message":"The API deployment does not exist."}}""", "", nameof(SignalKind.ModelNotFound) },
        { "deepseek", 400, """{"error":{"message":"Model Not Exist","type":"invalid_request_error"}}""", "", nameof(SignalKind.ModelNotFound) },
        { "plain", 404, """{"detail":"Not Found"}""", "", nameof(SignalKind.Rejected) },
        { "openai", 400, """{"error":{"message":"rejected by our safety system","code":"content_policy_violation"}}""", "", nameof(SignalKind.Rejected) },
        { "plain", 405, "", "", nameof(SignalKind.Rejected) },
        { "plain", 422, "", "", nameof(SignalKind.Rejected) },
        { "plain", 501, "", "", nameof(SignalKind.Rejected) },

        // Not a failure.
        { "openai", 200, """{"id":"x","object":"chat.completion","choices":[],"error":null}""", "", nameof(SignalKind.Answered) },
        { "anthropic", 200, """{"type":"message","content":[{"type":"text","text":"error"}]}""", "", nameof(SignalKind.Answered) },
        { "google", 200, """{"promptFeedback":{"blockReason":"SAFETY"}}""", "", nameof(SignalKind.Answered) },
        { "ollama", 200, """{"model":"m","message":{"role":"assistant","content":""},"done":false}""", "", nameof(SignalKind.Answered) },
        { "plain", 204, "", "", nameof(SignalKind.Answered) },
        { "plain", 302, "", "", nameof(SignalKind.Answered) },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_reply_has_one_class(string provider, int status, string body, string headers, string kind) =>
        Assert.Equal(kind, new Reply(provider, status, body, headers).Signal.Kind.ToString());

    [Theory]
    [InlineData("This request would exceed your rate limit of 50 requests per minute", nameof(LimitKind.Requests))]
    [InlineData("This request would exceed your rate limit of 30,000 input tokens per minute", nameof(LimitKind.InputTokens))]
    [InlineData("This request would exceed your rate limit of 8,000 output tokens per minute", nameof(LimitKind.OutputTokens))]
    [InlineData("Too many requests, please wait before trying again.", nameof(LimitKind.Requests))]
    [InlineData("Too many tokens, please wait before trying again.", nameof(LimitKind.InputTokens))]
    [InlineData("Number of concurrent connections has exceeded your rate limit", null)]
    public void The_limit_that_was_run_into_is_named(string message, string? limit) =>
        Assert.Equal(limit, new Reply("anthropic", 429, $$$"""{"error":{"message":"{{{message}}}"}}""").Signal.Limit?.ToString());

    [Fact]
    public void Where_the_words_do_not_tell_the_limit_the_empty_one_is_it() =>
        Assert.Equal(
            LimitKind.Requests,
            new Reply("openai", 429, "", "x-ratelimit-limit-requests: 60 | x-ratelimit-remaining-requests: 0 | x-ratelimit-limit-tokens: 1000 | x-ratelimit-remaining-tokens: 900").Signal.Limit);

    [Theory]
    [InlineData("Incorrect API key provided: sk-proj-abcdefgh12345678.", "Incorrect API key provided: [key]")]
    [InlineData("bad header 'Authorization: Bearer abcdef0123'", "bad header 'Authorization: Bearer [key]'")]
    [InlineData("two\\nlines", "two lines")]
    public void The_message_is_one_line_without_keys(string message, string shown) =>
        Assert.Equal(shown, new Reply("openai", 401, $$$"""{"error":{"message":"{{{message}}}"}}""").Signal.Message);

    [Fact]
    public void A_long_message_is_cut() =>
        Assert.Equal(300, new Reply("openai", 400, $$$"""{"error":{"message":"{{{new string('x', 30)}}} {{{string.Concat(Enumerable.Repeat("word ", 400))}}}"}}""").Signal.Message!.Length);

    [Fact]
    public void A_body_that_is_cut_off_is_read_as_far_as_it_goes() =>
        Assert.Equal(SignalKind.Overloaded, new Reply("anthropic", 529, """{"type":"error","error":{"type":"overloaded_error","mess""").Signal.Kind);
}

using RelayPlane.Catalog;
using RelayPlane.Sandbox.Limits;
using RelayPlane.Sandbox.Reading;

namespace RelayPlane.Sandbox;

/// <summary>What a provider checks before it answers: the key, the model, the limits. Pure; each says what is wrong, in the API's own words.</summary>
internal static class Checks
{
    public static Trouble? Key(Door door, string key, bool required)
    {
        if (key != "bad" && (key.Length > 0 || !required))
        {
            return null;
        }

        return door.Api switch
        {
            Api.Anthropic => new Trouble(401, key.Length == 0 ? "x-api-key header is required" : "invalid x-api-key"),
            Api.Gemini => key.Length == 0
                ? new Trouble(403, "Method doesn't allow unregistered callers. Please use API Key.")
                : new Trouble(400, "API key not valid. Please pass a valid API key."),
            _ => new Trouble(401, key.Length == 0 ? "You didn't provide an API key." : "Incorrect API key provided: bad."),
        };
    }

    public static Trouble? Model(Door door, string model, bool any) =>
        ModelShelf.Has(model, any) ? null
        : door.Api switch
        {
            Api.Anthropic => new Trouble(404, $"model: {model}"),
            Api.Gemini => new Trouble(404, $"models/{model} is not found for API version v1beta."),
            _ => new Trouble(404, $"The model `{model}` does not exist or you do not have access to it.", "model_not_found", "model"),
        };

    public static Trouble Limited(Door door, Ask ask, Decision decision)
    {
        var state = decision.State;
        return door.Api switch
        {
            Api.Anthropic => new Trouble(
                429, $"This request would exceed your organization's rate limit of {AnthropicLimit(decision)} (model: {ask.Model}).", RetryAfter: decision.RetryAfter),
            Api.Gemini => new Trouble(
                429, $"You exceeded your current quota. Please retry in {decision.RetryAfter}s.", RetryAfter: decision.RetryAfter),
            _ => decision.Refused == Limit.Requests
                ? new Trouble(
                    429, $"Rate limit reached for {ask.Model} on requests per min (RPM): Limit {state.RequestLimit:0}. Please try again in {decision.RetryAfter}s.",
                    "rate_limit_exceeded", RetryAfter: decision.RetryAfter, Type: "requests")
                : new Trouble(
                    429, $"Rate limit reached for {ask.Model} on tokens per min (TPM): Limit {state.InputLimit:0}, Used {state.InputLimit - state.InputLeft:0}, "
                    + $"Requested {ask.InputTokens + (ask.MaxOutput ?? 0)}. Please try again in {decision.RetryAfter}s.",
                    "rate_limit_exceeded", RetryAfter: decision.RetryAfter, Type: "tokens"),
        };
    }

    /// <summary>For a provider that keeps its limits to itself: not even which one it was.</summary>
    public static Trouble LimitedUnsaid(Decision decision) => new(429, "Rate limit exceeded.", RetryAfter: decision.RetryAfter);

    private static string AnthropicLimit(Decision decision) => decision.Refused switch
    {
        Limit.Requests => $"{decision.State.RequestLimit:0} requests per minute",
        Limit.InputTokens => $"{decision.State.InputLimit:0} input tokens per minute",
        _ => $"{decision.State.OutputLimit:0} output tokens per minute",
    };
}

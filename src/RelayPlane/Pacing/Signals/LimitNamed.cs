using RelayPlane.Catalog;
using RelayPlane.Dialects.Errors;

namespace RelayPlane.Pacing.Signals;

/// <summary>Which limit a refusal is about: by its terms, by its words, else by the one header that has nothing left.</summary>
internal static class LimitNamed
{
    public static LimitKind? In(ErrorFacts facts, LimitReport report) => Told(facts) ?? Empty(report);

    private static LimitKind? Told(ErrorFacts facts)
    {
        if (facts.Says("output tokens", "output token", "generated tokens", "otpm") || facts.Quotas.Contains("outputtoken", StringComparison.Ordinal))
        {
            return LimitKind.OutputTokens;
        }

        if (facts.HasAny("tokens", "input_tokens", "dynamic_token_limited") || facts.Says("token", "(tpm)") || facts.Quotas.Contains("token", StringComparison.Ordinal))
        {
            return LimitKind.InputTokens;
        }

        return facts.HasAny("requests", "dynamic_request_limited")
            || facts.Quotas.Contains("request", StringComparison.Ordinal)
            || facts.Says("requests per", "number of requests", "(rpm)", "too many requests", "request rate", "requests rate", "call rate", "-per-min")
            ? LimitKind.Requests
            : null;
    }

    private static LimitKind? Empty(LimitReport report)
    {
        var (requests, input, output) = (report.Requests?.Remaining < 1, report.Input?.Remaining < 1, report.Output?.Remaining < 1);
        return (requests, input, output) switch
        {
            (true, false, false) => LimitKind.Requests,
            (false, true, false) => LimitKind.InputTokens,
            (false, false, true) => LimitKind.OutputTokens,
            _ => null,
        };
    }
}

using RelayPlane.Dispatch;
using RelayPlane.Metering;

namespace RelayPlane.Ledger;

/// <summary>How enum values are spelled in the database, and which endpoints run a model.</summary>
internal static class Words
{
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Answered => "answered",
        Outcome.Refused => "refused",
        Outcome.Failed => "failed",
        _ => "cancelled",
    };

    public static Outcome OutcomeOf(string word) => word switch
    {
        "answered" => Outcome.Answered,
        "refused" => Outcome.Refused,
        "failed" => Outcome.Failed,
        _ => Outcome.Cancelled,
    };

    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Answered => "answered",
        Verdict.Rejected => "rejected",
        Verdict.RateLimited => "rate_limited",
        Verdict.Overloaded => "overloaded",
        Verdict.Faulted => "faulted",
        Verdict.TimedOut => "timed_out",
        _ => "cancelled",
    };

    public static Verdict VerdictOf(string word) => word switch
    {
        "answered" => Verdict.Answered,
        "rejected" => Verdict.Rejected,
        "rate_limited" => Verdict.RateLimited,
        "overloaded" => Verdict.Overloaded,
        "faulted" => Verdict.Faulted,
        "timed_out" => Verdict.TimedOut,
        _ => Verdict.Cancelled,
    };

    /// <summary>Null where nothing was to be priced.</summary>
    public static string? Of(PriceStatus status) => status switch
    {
        PriceStatus.Priced => "priced",
        PriceStatus.Estimated => "estimated",
        PriceStatus.Unpriced => "unpriced",
        _ => null,
    };

    public static PriceStatus PriceStatusOf(string? word) => word switch
    {
        "priced" => PriceStatus.Priced,
        "estimated" => PriceStatus.Estimated,
        "unpriced" => PriceStatus.Unpriced,
        _ => PriceStatus.None,
    };

    /// <summary>Endpoints that make no model work: counting tokens, listing models and unmodelled paths.</summary>
    public static IReadOnlyList<string> OtherEndpoints { get; } = ["count_tokens", "gemini_count_tokens", "models", "model", "other"];

    public static bool RunsModel(string endpoint) => !OtherEndpoints.Contains(endpoint);

    /// <summary>Whether an attempt is a row of <c>runs</c>: it returned content or reported usage.</summary>
    public static bool IsRun(CallEntry call, AttemptEntry attempt) =>
        RunsModel(call.Endpoint) && (attempt.HasContent || attempt.Usage is not null);
}

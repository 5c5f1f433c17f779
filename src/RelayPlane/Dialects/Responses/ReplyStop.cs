using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>Why a response ends: its status, and for an incomplete one the reason.</summary>
internal static class ReplyStop
{
    public static Stop Of(string? status, string? reason, bool refused) => status switch
    {
        "incomplete" => reason switch
        {
            "content_filter" => new Stop(StopKind.Refusal, reason),

            // The only other reason that is documented; some servers name none.
            _ => new Stop(StopKind.MaxTokens, reason ?? status),
        },
        _ when refused => new Stop(StopKind.Refusal, status),

        // Some servers, and older recordings, say it without the d.
        "completed" or "complete" => new Stop(StopKind.EndTurn, status),
        _ => new Stop(StopKind.Other, status),
    };

    /// <summary>Whether the reply was cut short; a refusal in words is an answer, one without is a filter's.</summary>
    /// <returns>The value of <c>incomplete_details.reason</c>; null for a completed response.</returns>
    public static string? Incomplete(Stop stop, bool refusedInWords) => stop.Kind switch
    {
        StopKind.MaxTokens or StopKind.ContextWindow => "max_output_tokens",
        StopKind.Refusal when !refusedInWords => "content_filter",
        _ => null,
    };
}

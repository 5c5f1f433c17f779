namespace RelayPlane.Metering;

/// <summary>What a meter read from one reply: the usage as the provider reported it last, and the model that it says answered.</summary>
/// <param name="Usage">Null where the provider reported none.</param>
/// <param name="RawUsage">The provider's own usage object, as JSON text; for a stream, the last one, or several joined in an array.</param>
/// <param name="Model">The model the reply names.</param>
/// <param name="Complete">Whether the reply reached its proper end; false for a cut one, whose usage is then partial.</param>
/// <param name="HasContent">Whether the reply carried any content (text, tool call, thinking, embedding).</param>
/// <param name="Error">The error type and message, where the reply is or ends in an error.</param>
internal sealed record Reading(TokenUsage? Usage, string? RawUsage, string? Model, bool Complete, bool HasContent, string? Error)
{
    public static Reading None { get; } = new(null, null, null, true, false, null);

    /// <summary>How the reply says that it was served.</summary>
    public RateModifiers Modifiers { get; init; }

    /// <summary>How much of a stream had come; default for a reply that is none.</summary>
    public RelayedText Relayed { get; init; }

    /// <summary>Whether <see cref="Usage"/> is the provider's last word. False where a stream was cut before it: what it had said by then is then less than what was used.</summary>
    public bool UsageIsFinal { get; init; } = true;
}

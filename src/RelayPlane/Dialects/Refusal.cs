namespace RelayPlane.Dialects;

/// <summary>Why the gateway itself ends a call, in no dialect's words. <c>ErrorBody</c> turns it into a reply.</summary>
/// <param name="Kind">What went wrong; decides status and error type.</param>
/// <param name="Message">What was wrong, where, and what to do. Never holds a secret.</param>
/// <param name="Param">The request parameter at fault, if one is.</param>
internal sealed record Refusal(RefusalKind Kind, string Message, string? Param = null)
{
    /// <summary>When asking again makes sense; told in whole seconds from 1 to 59, as clients give up at once where it is more.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the client is told to ask again by itself (true), or not to (false); null leaves it to the kind.</summary>
    public bool? ShouldRetry { get; init; }

    /// <summary>What the provider said itself, which is then sent as it was; null for our own words.</summary>
    public ProviderWords? Words { get; init; }
}

/// <summary>The kinds of refusal that every API has a word for.</summary>
internal enum RefusalKind
{
    /// <summary>400.</summary>
    InvalidRequest,

    /// <summary>401: the gateway wants a client key.</summary>
    Authentication,

    /// <summary>403: foreign Host or Origin.</summary>
    Forbidden,

    /// <summary>404.</summary>
    ModelNotFound,

    /// <summary>404 for a path that is nobody's.</summary>
    NotFound,

    /// <summary>413.</summary>
    TooLarge,

    /// <summary>431.</summary>
    HeadersTooLarge,

    /// <summary>415.</summary>
    UnsupportedMediaType,

    /// <summary>501.</summary>
    NotImplemented,

    /// <summary>502: the provider could not be reached, or spoke no HTTP.</summary>
    ProviderUnreachable,

    /// <summary>502: the provider refused the key that is configured here.</summary>
    ConfiguredKeyRejected,

    /// <summary>503 (OpenAI, Gemini) or 529 (Anthropic).</summary>
    Overloaded,

    /// <summary>503 or 529: the gateway ends, and another may be there in a second.</summary>
    Draining,

    /// <summary>429: money or a quota is used up, which no waiting mends.</summary>
    Exhausted,

    /// <summary>402: one of the gateway's own budgets has no room for the call.</summary>
    OverBudget,

    /// <summary>500: our own fault.</summary>
    Internal,
}

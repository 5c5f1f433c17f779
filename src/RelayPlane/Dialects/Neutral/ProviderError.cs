namespace RelayPlane.Dialects.Neutral;

/// <summary>An error that a provider answered with, in no wire format's words.</summary>
/// <param name="Message">The provider's own text.</param>
/// <param name="Code">The provider's own code or type; null where it has none.</param>
internal sealed record ProviderError(ErrorKind Kind, string Message, string? Code = null)
{
    /// <summary>The status of the reply; 0 for an error within a stream.</summary>
    public int Status { get; init; }

    /// <summary>The parameter at fault, as the provider calls it.</summary>
    public string? Param { get; init; }
}

/// <summary>The kinds of error that every API has a word for.</summary>
internal enum ErrorKind
{
    InvalidRequest,
    ContextLength,
    Authentication,
    Billing,
    Permission,
    ModelNotFound,
    NotFound,
    Conflict,
    TooLarge,
    RateLimit,
    Server,
    Timeout,
    Overloaded,
}

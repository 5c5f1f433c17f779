namespace RelayPlane.Dispatch;

/// <summary>What one attempt came to.</summary>
internal enum Verdict
{
    /// <summary>A 2xx that reached its end.</summary>
    Answered,

    /// <summary>The client's own mistake: 400, 404, 413, 422, or 401 of its own key.</summary>
    Rejected,

    /// <summary>429.</summary>
    RateLimited,

    /// <summary>503 or 529.</summary>
    Overloaded,

    /// <summary>Any other 5xx, a refused or broken connection, a cut stream, a malformed reply.</summary>
    Faulted,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>The client hung up.</summary>
    Cancelled,
}

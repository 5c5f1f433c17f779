using System.Collections.Frozen;
using RelayPlane.Catalog;

namespace RelayPlane.Config;

/// <summary>Turns the limits that the user wrote into those that pacing starts from. A figure that is not positive says nothing.</summary>
internal static class ToldLimits
{
    /// <summary><c>providers.NAME.rateLimit</c>. <c>tpm</c> is the one limit for input and output, so <c>inputTpm</c> is nearer where both are written.</summary>
    public static KnownLimits Of(RateLimitConfig? written) => written is null
        ? KnownLimits.None
        : new KnownLimits(Positive(written.Rpm), Positive(written.InputTpm) ?? Positive(written.Tpm), Positive(written.OutputTpm));

    /// <summary>The top-level <c>rateLimit.models</c>: <c>model</c> or <c>provider/model</c> → limits. Where two models share a class, the smaller figures hold.</summary>
    public static FrozenDictionary<string, KnownLimits> ByClass(string provider, RateProfile profile, IReadOnlyDictionary<string, RateLimitConfig>? models)
    {
        var known = new Dictionary<string, KnownLimits>(StringComparer.Ordinal);
        foreach (var (name, written) in models ?? new Dictionary<string, RateLimitConfig>())
        {
            var own = name.StartsWith(provider + "/", StringComparison.OrdinalIgnoreCase);
            var key = profile.ClassOf(own ? name[(provider.Length + 1)..] : name);
            var limits = Of(written);
            known[key] = known.TryGetValue(key, out var other)
                ? new KnownLimits(Smaller(limits.Requests, other.Requests), Smaller(limits.Input, other.Input), Smaller(limits.Output, other.Output))
                : limits;
        }

        return known.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static long? Positive(long? figure) => figure > 0 ? figure : null;

    private static long? Smaller(long? one, long? other) => one is null || other < one ? other ?? one : one;
}

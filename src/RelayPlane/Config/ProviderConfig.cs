using RelayPlane.Catalog;

namespace RelayPlane.Config;

/// <summary><c>providers.NAME</c>: overlays a row of the catalog, or makes a provider of the user's own.</summary>
/// <param name="BaseUrl">An origin, or all up to and with the version segment; the segment is added exactly when missing.</param>
/// <param name="VersionSegment">What stands before every endpoint, where it is not the row's; may be empty.</param>
/// <param name="Enabled">False takes the provider out.</param>
/// <param name="ApiKey">The one key.</param>
/// <param name="Accounts">Several keys.</param>
/// <param name="Auth">How a key is presented.</param>
/// <param name="Apis">The APIs that a provider of the user's own speaks, at their usual paths.</param>
/// <param name="Paths">Endpoint → path after the base URL as written; null takes an endpoint away.</param>
/// <param name="Headers">Headers for every request; the values may be secrets by reference.</param>
/// <param name="IncludeUsage">Whether <c>stream_options.include_usage</c> is taken.</param>
/// <param name="Keyless">Whether it answers without a key.</param>
/// <param name="Fallback">The default chain of targets.</param>
/// <param name="FallbackOn">Client mistakes that fall back all the same.</param>
/// <param name="RateLimit">Limits that are known beforehand.</param>
/// <param name="Profile">The rate-limit header profile.</param>
/// <param name="Flags">Quirks.</param>
/// <param name="Models">Models it serves that no prefix tells.</param>
/// <param name="Timeouts">Seconds to wait for it.</param>
internal sealed record ProviderConfig(
    string? BaseUrl = null,
    string? VersionSegment = null,
    bool Enabled = true,
    SecretRef? ApiKey = null,
    IReadOnlyList<AccountConfig>? Accounts = null,
    AuthStyle? Auth = null,
    IReadOnlyList<Api>? Apis = null,
    IReadOnlyDictionary<Endpoint, string?>? Paths = null,
    IReadOnlyDictionary<string, SecretRef>? Headers = null,
    bool? IncludeUsage = null,
    bool? Keyless = null,
    IReadOnlyList<ModelName>? Fallback = null,
    StringList? FallbackOn = null,
    RateLimitConfig? RateLimit = null,
    string? Profile = null,
    IReadOnlyList<string>? Flags = null,
    IReadOnlyList<string>? Models = null,
    TimeoutsConfig? Timeouts = null);

/// <summary>One of <c>providers.NAME.accounts</c>: a key with a label to call it by. A lower priority is used first.</summary>
internal sealed record AccountConfig(string? Label = null, SecretRef? ApiKey = null, int Priority = 0);

/// <summary>Limits per minute that are known beforehand.</summary>
internal sealed record RateLimitConfig(long? Rpm = null, long? Tpm = null, long? InputTpm = null, long? OutputTpm = null);

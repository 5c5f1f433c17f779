using System.Collections.Frozen;

namespace RelayPlane.Catalog;

/// <summary>A named service: where it is, how to sign in, which endpoints it has. A row of <c>providers.json</c>, overlaid by the user's config.</summary>
/// <param name="Name">The name in config, ledger and headers.</param>
/// <param name="BaseUrl">Origin and path before the version segment, without a trailing slash: <c>https://api.groq.com/openai</c>.</param>
/// <param name="VersionSegment">The segment that the base URL may or may not already end in: <c>/v1</c>, <c>/v1beta</c>, or empty.</param>
/// <param name="Auth">How a key is presented.</param>
/// <param name="KeyVariables">The environment variables that usually hold its key, in order.</param>
/// <param name="Apis">The APIs whose wire format it speaks natively.</param>
/// <param name="Paths">Endpoint → path after the base URL, version segment included; an endpoint that is absent is not offered.</param>
/// <param name="IncludeUsage">Whether a Chat Completions stream takes <c>stream_options.include_usage</c>.</param>
/// <param name="Keyless">Whether it answers without a key (a local server, the sandbox).</param>
/// <param name="Headers">Headers that every request to it carries.</param>
internal sealed record Provider(
    string Name,
    Uri BaseUrl,
    string VersionSegment,
    AuthStyle Auth,
    IReadOnlyList<string> KeyVariables,
    IReadOnlyList<Api> Apis,
    FrozenDictionary<Endpoint, string> Paths,
    bool IncludeUsage,
    bool Keyless,
    IReadOnlyDictionary<string, string> Headers);

/// <summary>How a provider wants its key.</summary>
internal enum AuthStyle
{
    /// <summary><c>Authorization: Bearer KEY</c>.</summary>
    Bearer,

    /// <summary><c>x-api-key: KEY</c>; OAuth tokens travel as Bearer.</summary>
    XApiKey,

    /// <summary><c>x-goog-api-key: KEY</c>.</summary>
    XGoogApiKey,

    /// <summary><c>api-key: KEY</c>.</summary>
    ApiKey,

    /// <summary>No key.</summary>
    None,
}

using System.Collections.Frozen;
using System.Text.Json.Serialization;

namespace RelayPlane.Catalog;

/// <summary>A named service: where it is, how to sign in, which endpoints it has. A row of <c>providers.json</c>, overlaid by the user's config.</summary>
/// <param name="Name">The name in config, ledger and headers.</param>
/// <param name="BaseUrl">Origin and path before the version segment: <c>https://api.groq.com/</c>.</param>
/// <param name="VersionSegment">What stands before every endpoint: <c>/v1</c>, <c>/v1beta</c>, <c>/openai/v1</c>, or empty.</param>
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
    IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Where one of its APIs wants the key in another way than <see cref="Auth"/>.</summary>
    public FrozenDictionary<Api, AuthStyle> AuthByApi { get; init; } = FrozenDictionary<Api, AuthStyle>.Empty;

    /// <summary>The cloud's region, where signing in names one.</summary>
    public string Region { get; init; } = string.Empty;

    /// <summary>What it limits and how it says so.</summary>
    public RateProfile Profile { get; init; } = new("plain");

    /// <summary>Its limits as far as the user told them, for every model.</summary>
    public KnownLimits KnownLimits { get; init; } = KnownLimits.None;

    /// <summary>Class of models → what the user told of it alone.</summary>
    public FrozenDictionary<string, KnownLimits> KnownByClass { get; init; } = FrozenDictionary<string, KnownLimits>.Empty;

    /// <summary>The limits that are known beforehand for a class of models.</summary>
    public KnownLimits KnownFor(string modelClass) => KnownByClass.TryGetValue(modelClass, out var own) ? own.Or(KnownLimits) : KnownLimits;

    /// <summary>What a model takes here.</summary>
    public ModelTraits TraitsOf(string model) => Traits(model);

    /// <summary>Model → what it takes.</summary>
    public Func<string, ModelTraits> Traits { get; init; } = static _ => ModelTraits.Newest;

    /// <summary>How a key is presented to this endpoint.</summary>
    public AuthStyle AuthFor(Endpoint endpoint) =>
        ApiOf.Endpoint(endpoint) is { } api && AuthByApi.TryGetValue(api, out var style) ? style : Auth;

    /// <summary>The address of an endpoint for a model; null where it is not offered. The model's slashes stay, as Fireworks wants.</summary>
    public string? UrlOf(Endpoint endpoint, string model) =>
        Paths.TryGetValue(endpoint, out var path) ? Join(path.Replace("{model}", Escape(endpoint, model), StringComparison.Ordinal)) : null;

    /// <summary>The address of a path that is not modelled, as the client sent it. Clients of the OpenAI API may leave the version out; others never do.</summary>
    public string UrlOf(Api api, string path)
    {
        if (api != Api.OpenAI)
        {
            return Join(path);
        }

        return Join(VersionSegment + (path.StartsWith("/v1/", StringComparison.Ordinal) ? path[3..] : path));
    }

    /// <summary>Bedrock's ids are one segment of the path whatever they hold: an ARN has slashes, and most end in <c>:0</c>.</summary>
    private static string Escape(Endpoint endpoint, string model) =>
        endpoint is Endpoint.Converse or Endpoint.ConverseStream ? Uri.EscapeDataString(model) : EscapeModel(model);

    private static string EscapeModel(string model) =>
        Uri.EscapeDataString(model).Replace("%2F", "/", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal);

    private string Join(string path) => BaseUrl.AbsoluteUri.TrimEnd('/') + path;
}

/// <summary>How a provider wants its key.</summary>
internal enum AuthStyle
{
    /// <summary><c>Authorization: Bearer KEY</c>.</summary>
    [JsonStringEnumMemberName("bearer")]
    Bearer,

    /// <summary><c>x-api-key: KEY</c>; OAuth tokens travel as Bearer.</summary>
    [JsonStringEnumMemberName("x-api-key")]
    XApiKey,

    /// <summary><c>x-goog-api-key: KEY</c>.</summary>
    [JsonStringEnumMemberName("x-goog-api-key")]
    XGoogApiKey,

    /// <summary><c>api-key: KEY</c>.</summary>
    [JsonStringEnumMemberName("api-key")]
    ApiKey,

    /// <summary>Each request is signed with an AWS key (<c>ACCESS_KEY_ID:SECRET_ACCESS_KEY[:SESSION_TOKEN]</c>); a key without a colon is one of Bedrock's own and travels as Bearer.</summary>
    [JsonStringEnumMemberName("aws-sigv4")]
    AwsSigV4,

    /// <summary>No key.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}

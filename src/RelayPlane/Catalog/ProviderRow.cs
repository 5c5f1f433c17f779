using System.Text.Json.Serialization;

namespace RelayPlane.Catalog;

/// <summary>One provider as data: a row of <c>providers.json</c>, or what the user's config makes of it.</summary>
/// <param name="Name">The name in config, ledger and headers.</param>
/// <param name="Version">The version segment: all of the path that stands before every endpoint, <c>/openai/v1</c>.</param>
/// <param name="Paths">Endpoint → path, <c>{v}</c> standing for the version segment and <c>{model}</c> for the model.</param>
/// <param name="BaseUrl">The origin, <c>{region}</c> standing for the cloud's region; null where only the user or the running program knows it.</param>
/// <param name="Auth">How a key is presented.</param>
/// <param name="AuthByApi">Where one of its APIs wants the key in another way.</param>
/// <param name="Keys">The environment variables that usually hold its key, in order.</param>
/// <param name="IncludeUsage">Whether a Chat Completions stream takes <c>stream_options.include_usage</c>. Mistral and Perplexity report usage unasked.</param>
/// <param name="Keyless">Whether it answers without a key.</param>
internal sealed record ProviderRow(
    string Name,
    string Version,
    IReadOnlyDictionary<Endpoint, string> Paths,
    string? BaseUrl = null,
    AuthStyle Auth = AuthStyle.Bearer,
    IReadOnlyDictionary<Api, AuthStyle>? AuthByApi = null,
    IReadOnlyList<string>? Keys = null,
    bool IncludeUsage = true,
    bool Keyless = false);

/// <summary>Reads the catalog's own data files.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DictionaryKeyPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<ProviderRow>))]
[JsonSerializable(typeof(List<RateProfile>))]
[JsonSerializable(typeof(List<TraitRow>))]
[JsonSerializable(typeof(List<MultiplierRow>))]
[JsonSerializable(typeof(ModelTraits))]
[JsonSerializable(typeof(Dictionary<string, string[]>))]
internal sealed partial class CatalogJson : JsonSerializerContext;

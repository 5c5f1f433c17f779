using System.Text.RegularExpressions;
using RelayPlane.Catalog;

namespace RelayPlane.Config;

/// <summary>Makes a row for a provider that only the user's config knows: the usual paths of the APIs that it speaks.</summary>
internal static partial class OwnProvider
{
    private static readonly Dictionary<Api, (Endpoint Endpoint, string Path)[]> s_paths = new()
    {
        [Api.OpenAI] =
        [
            (Endpoint.ChatCompletions, "{v}/chat/completions"), (Endpoint.Completions, "{v}/completions"), (Endpoint.Responses, "{v}/responses"),
            (Endpoint.Embeddings, "{v}/embeddings"), (Endpoint.Models, "{v}/models"), (Endpoint.Model, "{v}/models/{model}"),
        ],
        [Api.Anthropic] =
        [
            (Endpoint.Messages, "{v}/messages"), (Endpoint.CountTokens, "{v}/messages/count_tokens"),
            (Endpoint.Models, "{v}/models"), (Endpoint.Model, "{v}/models/{model}"),
        ],
        [Api.Gemini] =
        [
            (Endpoint.GenerateContent, "{g}/models/{model}:generateContent"), (Endpoint.StreamGenerateContent, "{g}/models/{model}:streamGenerateContent"),
            (Endpoint.GeminiCountTokens, "{g}/models/{model}:countTokens"), (Endpoint.EmbedContent, "{g}/models/{model}:embedContent"),
            (Endpoint.BatchEmbedContents, "{g}/models/{model}:batchEmbedContents"), (Endpoint.Models, "{g}/models"), (Endpoint.Model, "{g}/models/{model}"),
        ],
    };

    public static ProviderRow Row(string name, ProviderConfig config)
    {
        // Paths alone say what is offered; else it is what an OpenAI-compatible server has.
        var apis = config.Apis ?? (config.Paths is null ? [Api.OpenAI] : []);
        var version = config.VersionSegment ?? VersionIn(config.BaseUrl!) ?? (apis is [Api.Gemini] ? "/v1beta" : "/v1");
        var gemini = apis is [Api.Gemini] ? "{v}" : "/v1beta";
        var paths = new Dictionary<Endpoint, string>();
        foreach (var (endpoint, path) in apis.SelectMany(api => s_paths[api]))
        {
            paths.TryAdd(endpoint, path.Replace("{g}", gemini, StringComparison.Ordinal));
        }

        return new ProviderRow(
            name, version, paths, Auth: Usual(apis is [var only, ..] ? only : Api.OpenAI), AuthByApi: apis.Distinct().ToDictionary(api => api, Usual), Keys: [Variable(name)]);
    }

    private static AuthStyle Usual(Api api) => api switch
    {
        Api.Anthropic => AuthStyle.XApiKey,
        Api.Gemini => AuthStyle.XGoogApiKey,
        _ => AuthStyle.Bearer,
    };

    /// <summary><c>my-server</c> has its key in <c>MY_SERVER_API_KEY</c>.</summary>
    private static string Variable(string name) => name.Replace('-', '_').Replace('.', '_').ToUpperInvariant() + "_API_KEY";

    private static string? VersionIn(string baseUrl) => VersionEnding().Match(new Uri(baseUrl.Trim()).AbsolutePath.TrimEnd('/')) is { Success: true } found ? found.Value : null;

    [GeneratedRegex(@"/v\d+[a-z0-9]*$")]
    private static partial Regex VersionEnding();
}

using RelayPlane.Catalog;

namespace RelayPlane.Dialects;

/// <summary>What a request line says: whose API, what it asks for, and the model where the path names it.</summary>
internal readonly record struct UrlMatch(Api Api, Endpoint Endpoint, string? ModelInPath = null);

/// <summary>Tells whose API a call speaks: the path decides, then a header that only one API has, else it is OpenAI's.</summary>
internal static class UrlMap
{
    private static readonly string[] GeminiVerbs =
    [
        ":generateContent", ":streamGenerateContent", ":countTokens", ":embedContent", ":batchEmbedContents", ":batchGenerateContent",
        ":asyncBatchEmbedContent", ":generateAnswer", ":predict", ":predictLongRunning",
    ];

    /// <summary>What else of Google's can generate (ai.google.dev/api, Vertex).</summary>
    private static readonly string[] Resources = ["models", "tunedModels", "dynamic", "projects", "publishers", "corpora", "cachedContents"];

    /// <param name="method">The HTTP method, in capitals.</param>
    /// <param name="path">The path as sent, percent-encoded, without the query.</param>
    /// <param name="hasAnthropicVersion">Whether the request has an <c>anthropic-version</c> header.</param>
    /// <param name="hasGoogKey">Whether it has an <c>x-goog-api-key</c> header.</param>
    public static UrlMatch Match(string method, string path, bool hasAnthropicVersion, bool hasGoogKey)
    {
        var exact = path.Length > 1 && path[^1] == '/' ? path[..^1] : path;
        if (IsGemini(exact))
        {
            return Gemini(method, exact);
        }

        var (api, endpoint) = exact switch
        {
            "/v1/messages" => (Api.Anthropic, Endpoint.Messages),
            "/v1/messages/count_tokens" => (Api.Anthropic, Endpoint.CountTokens),
            "/v1/chat/completions" or "/chat/completions" => (Api.OpenAI, Endpoint.ChatCompletions),
            "/v1/completions" or "/completions" => (Api.OpenAI, Endpoint.Completions),
            "/v1/responses" or "/responses" => (Api.OpenAI, Endpoint.Responses),
            "/v1/embeddings" or "/embeddings" => (Api.OpenAI, Endpoint.Embeddings),
            _ => (Below(exact) ?? ByHeader(hasAnthropicVersion, hasGoogKey), Endpoint.Other),
        };
        if (endpoint != Endpoint.Other)
        {
            return new UrlMatch(api, method == "POST" ? endpoint : Endpoint.Other);
        }

        return method == "GET" ? Models(api, exact, "/v1/models") ?? Models(api, exact, "/models") ?? new UrlMatch(api, endpoint) : new UrlMatch(api, endpoint);
    }

    /// <summary>The API of a path below a modelled one, such as <c>/v1/messages/batches</c>.</summary>
    private static Api? Below(string path)
    {
        if (path.StartsWith("/v1/messages/", StringComparison.Ordinal))
        {
            return Api.Anthropic;
        }

        var bare = path.StartsWith("/v1/", StringComparison.Ordinal) ? path.AsSpan(3) : path;
        var openAI = bare.StartsWith("/chat/completions/") || bare.StartsWith("/completions/") || bare.StartsWith("/responses/")
            || bare.StartsWith("/embeddings/");
        return openAI ? Api.OpenAI : null;
    }

    private static Api ByHeader(bool hasAnthropicVersion, bool hasGoogKey) =>
        hasAnthropicVersion ? Api.Anthropic : hasGoogKey ? Api.Gemini : Api.OpenAI;

    private static bool IsGemini(string path)
    {
        if (path == "/v1beta" || path.StartsWith("/v1beta/", StringComparison.Ordinal))
        {
            return true;
        }

        var verb = path.LastIndexOf(':');
        return verb >= 0 && Array.IndexOf(GeminiVerbs, path[verb..]) >= 0;
    }

    private static UrlMatch Gemini(string method, string path)
    {
        if (method == "GET")
        {
            return Models(Api.Gemini, path, "/v1beta/models") ?? new UrlMatch(Api.Gemini, Endpoint.Other);
        }

        var colon = path.LastIndexOf(':');
        var endpoint = (colon < 0 ? "" : path[colon..]) switch
        {
            ":generateContent" => Endpoint.GenerateContent,
            ":streamGenerateContent" => Endpoint.StreamGenerateContent,
            ":countTokens" => Endpoint.GeminiCountTokens,
            ":embedContent" => Endpoint.EmbedContent,
            ":batchEmbedContents" => Endpoint.BatchEmbedContents,
            _ => Endpoint.Other,
        };
        var model = endpoint == Endpoint.Other ? null : Id(path[..colon], "/v1beta/models") ?? Id(path[..colon], "/v1/models") ?? Id(path[..colon], "/v1alpha/models") ?? Named(path[..colon]);
        return method == "POST" && model is not null ? new UrlMatch(Api.Gemini, endpoint, model) : new UrlMatch(Api.Gemini, Endpoint.Other);
    }

    /// <summary>A model by its provider's name: Vercel's SDK takes a name with a slash for a whole resource and leaves <c>models/</c> out.</summary>
    private static string? Named(string path) =>
        Id(path, "/v1beta") is { } id && id.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && !Resources.Contains(id[..slash]) ? id : null;

    private static UrlMatch? Models(Api api, string path, string root) =>
        path == root ? new UrlMatch(api, Endpoint.Models) : Id(path, root) is { } id ? new UrlMatch(api, Endpoint.Model, id) : null;

    /// <summary>The decoded model id below <paramref name="root"/>; the slash between them may be encoded, and an id may hold slashes.</summary>
    private static string? Id(string path, string root)
    {
        if (!path.StartsWith(root, StringComparison.Ordinal))
        {
            return null;
        }

        var rest = Uri.UnescapeDataString(path[root.Length..]);
        if (rest.Length < 2 || rest[0] != '/')
        {
            return null;
        }

        var id = rest[1..];
        return id.StartsWith("models/", StringComparison.Ordinal) && id.Length > 7 ? id[7..] : id;
    }
}

using RelayPlane.Catalog;

namespace RelayPlane.Sandbox;

/// <summary>Which endpoint a request came to, and the model where the path names it.</summary>
internal readonly record struct Door(Api Api, Endpoint Endpoint, string? Model)
{
    private const string Gemini = "/v1beta/models";
    private const string Models = "/v1/models";

    public static Door Of(HttpRequest request)
    {
        var path = request.Path.Value ?? "/";
        return path switch
        {
            "/v1/messages" => new(Api.Anthropic, Endpoint.Messages, null),
            "/v1/messages/count_tokens" => new(Api.Anthropic, Endpoint.CountTokens, null),
            "/v1/chat/completions" => new(Api.OpenAI, Endpoint.ChatCompletions, null),
            "/v1/completions" => new(Api.OpenAI, Endpoint.Completions, null),
            "/v1/responses" => new(Api.OpenAI, Endpoint.Responses, null),
            "/v1/embeddings" => new(Api.OpenAI, Endpoint.Embeddings, null),
            Gemini => new(Api.Gemini, Endpoint.Models, null),
            Models => new(ByHeader(request), Endpoint.Models, null),
            _ when path.StartsWith(Gemini + "/", StringComparison.Ordinal) => OfGemini(path[(Gemini.Length + 1)..]),
            _ when path.StartsWith(Models + "/", StringComparison.Ordinal) => new(ByHeader(request), Endpoint.Model, path[(Models.Length + 1)..]),
            _ => new(path.StartsWith("/v1beta", StringComparison.Ordinal) ? Api.Gemini : ByHeader(request), Endpoint.Other, null),
        };
    }

    private static Door OfGemini(string rest)
    {
        var colon = rest.LastIndexOf(':');
        var endpoint = colon < 0 ? Endpoint.Model : rest[(colon + 1)..] switch
        {
            "generateContent" => Endpoint.GenerateContent,
            "streamGenerateContent" => Endpoint.StreamGenerateContent,
            "countTokens" => Endpoint.GeminiCountTokens,
            "embedContent" => Endpoint.EmbedContent,
            "batchEmbedContents" => Endpoint.BatchEmbedContents,
            _ => Endpoint.Other,
        };
        return new(Api.Gemini, endpoint, colon < 0 ? rest : rest[..colon]);
    }

    private static Api ByHeader(HttpRequest request) =>
        request.Headers.ContainsKey("anthropic-version") ? Api.Anthropic
        : request.Headers.ContainsKey("x-goog-api-key") ? Api.Gemini
        : Api.OpenAI;
}

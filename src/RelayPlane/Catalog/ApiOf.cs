namespace RelayPlane.Catalog;

/// <summary>Which API an endpoint belongs to.</summary>
internal static class ApiOf
{
    /// <summary>Null for endpoints that every API has: models, and paths that are not modelled.</summary>
    public static Api? Endpoint(Endpoint endpoint) => endpoint switch
    {
        Catalog.Endpoint.Messages or Catalog.Endpoint.CountTokens => Api.Anthropic,
        Catalog.Endpoint.ChatCompletions or Catalog.Endpoint.Completions or Catalog.Endpoint.Responses or Catalog.Endpoint.Embeddings
            or Catalog.Endpoint.InputTokens => Api.OpenAI,
        Catalog.Endpoint.GenerateContent or Catalog.Endpoint.StreamGenerateContent or Catalog.Endpoint.GeminiCountTokens
            or Catalog.Endpoint.EmbedContent or Catalog.Endpoint.BatchEmbedContents => Api.Gemini,
        _ => null,
    };
}

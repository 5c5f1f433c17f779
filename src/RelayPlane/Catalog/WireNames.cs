namespace RelayPlane.Catalog;

/// <summary>The names of APIs and endpoints in the ledger, in config and in messages.</summary>
internal static class WireNames
{
    public static string Of(Api api) => api switch
    {
        Api.Anthropic => "anthropic",
        Api.Gemini => "gemini",
        _ => "openai",
    };

    public static string Of(Endpoint endpoint) => endpoint switch
    {
        Endpoint.Messages => "messages",
        Endpoint.CountTokens => "count_tokens",
        Endpoint.ChatCompletions => "chat_completions",
        Endpoint.Completions => "completions",
        Endpoint.Responses => "responses",
        Endpoint.Embeddings => "embeddings",
        Endpoint.GenerateContent => "generate_content",
        Endpoint.StreamGenerateContent => "stream_generate_content",
        Endpoint.GeminiCountTokens => "gemini_count_tokens",
        Endpoint.EmbedContent => "embed_content",
        Endpoint.BatchEmbedContents => "batch_embed_contents",
        Endpoint.OllamaChat => "ollama_chat",
        Endpoint.Converse => "converse",
        Endpoint.ConverseStream => "converse_stream",
        Endpoint.InputTokens => "input_tokens",
        Endpoint.Models => "models",
        Endpoint.Model => "model",
        _ => "other",
    };
}

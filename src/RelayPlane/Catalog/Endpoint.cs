using System.Text.Json.Serialization;

namespace RelayPlane.Catalog;

/// <summary>What a path asks for. Everything but <see cref="Other"/>, <see cref="Models"/> and <see cref="Model"/> carries a JSON body that names a model.</summary>
internal enum Endpoint
{
    /// <summary>A path that is not modelled (files, batches, images, audio, …): streamed through, recorded, not metered.</summary>
    [JsonStringEnumMemberName("other")]
    Other,

    /// <summary>Anthropic <c>/v1/messages</c>.</summary>
    [JsonStringEnumMemberName("messages")]
    Messages,

    /// <summary>Anthropic <c>/v1/messages/count_tokens</c>.</summary>
    [JsonStringEnumMemberName("countTokens")]
    CountTokens,

    /// <summary>OpenAI <c>/v1/chat/completions</c>.</summary>
    [JsonStringEnumMemberName("chatCompletions")]
    ChatCompletions,

    /// <summary>OpenAI's legacy <c>/v1/completions</c>.</summary>
    [JsonStringEnumMemberName("completions")]
    Completions,

    /// <summary>OpenAI <c>/v1/responses</c>.</summary>
    [JsonStringEnumMemberName("responses")]
    Responses,

    /// <summary>OpenAI <c>/v1/embeddings</c>.</summary>
    [JsonStringEnumMemberName("embeddings")]
    Embeddings,

    /// <summary>Gemini <c>:generateContent</c>; the model is in the path.</summary>
    [JsonStringEnumMemberName("generateContent")]
    GenerateContent,

    /// <summary>Gemini <c>:streamGenerateContent</c>; SSE with <c>alt=sse</c>, else one JSON array.</summary>
    [JsonStringEnumMemberName("streamGenerateContent")]
    StreamGenerateContent,

    /// <summary>Gemini <c>:countTokens</c>.</summary>
    [JsonStringEnumMemberName("geminiCountTokens")]
    GeminiCountTokens,

    /// <summary>Gemini <c>:embedContent</c>: one text.</summary>
    [JsonStringEnumMemberName("embedContent")]
    EmbedContent,

    /// <summary>Gemini <c>:batchEmbedContents</c>: several.</summary>
    [JsonStringEnumMemberName("batchEmbedContents")]
    BatchEmbedContents,

    /// <summary>Ollama's own <c>/api/chat</c>; only ever a target.</summary>
    [JsonStringEnumMemberName("ollamaChat")]
    OllamaChat,

    /// <summary>Bedrock <c>/model/{model}/converse</c>; only ever a target.</summary>
    [JsonStringEnumMemberName("converse")]
    Converse,

    /// <summary>Bedrock <c>/model/{model}/converse-stream</c>; only ever a target.</summary>
    [JsonStringEnumMemberName("converseStream")]
    ConverseStream,

    /// <summary>OpenAI <c>/v1/responses/input_tokens</c>, which counts; only ever a target.</summary>
    [JsonStringEnumMemberName("inputTokens")]
    InputTokens,

    /// <summary>A list of models.</summary>
    [JsonStringEnumMemberName("models")]
    Models,

    /// <summary>One model.</summary>
    [JsonStringEnumMemberName("model")]
    Model,
}

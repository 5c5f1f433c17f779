namespace RelayPlane.Catalog;

/// <summary>What a path asks for. Everything but <see cref="Other"/>, <see cref="Models"/> and <see cref="Model"/> carries a JSON body that names a model.</summary>
internal enum Endpoint
{
    /// <summary>A path that is not modelled (files, batches, images, audio, …): streamed through, recorded, not metered.</summary>
    Other,

    /// <summary>Anthropic <c>/v1/messages</c>.</summary>
    Messages,

    /// <summary>Anthropic <c>/v1/messages/count_tokens</c>.</summary>
    CountTokens,

    /// <summary>OpenAI <c>/v1/chat/completions</c>.</summary>
    ChatCompletions,

    /// <summary>OpenAI's legacy <c>/v1/completions</c>.</summary>
    Completions,

    /// <summary>OpenAI <c>/v1/responses</c>.</summary>
    Responses,

    /// <summary>OpenAI <c>/v1/embeddings</c>.</summary>
    Embeddings,

    /// <summary>Gemini <c>:generateContent</c>; the model is in the path.</summary>
    GenerateContent,

    /// <summary>Gemini <c>:streamGenerateContent</c>; SSE with <c>alt=sse</c>, else one JSON array.</summary>
    StreamGenerateContent,

    /// <summary>Gemini <c>:countTokens</c>.</summary>
    GeminiCountTokens,

    /// <summary>A list of models.</summary>
    Models,

    /// <summary>One model.</summary>
    Model,
}

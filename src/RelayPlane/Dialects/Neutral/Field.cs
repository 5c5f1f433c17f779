using RelayPlane.Catalog;

namespace RelayPlane.Dialects.Neutral;

/// <summary>A part of a request that a target may not take; named in the client's words by <see cref="FieldNames"/>.</summary>
internal enum Field
{
    Temperature,
    TopP,
    TopK,
    Seed,
    FrequencyPenalty,
    PresencePenalty,
    Stop,
    MaxOutput,
    Reasoning,
    ThinkingHistory,
    Format,
    Verbosity,
    EndUser,
    ServiceTier,
    CacheKey,
    CacheMarks,
    Metadata,
    ToolChoice,
    ParallelTools,
    StrictTools,
    Tools,
    Images,
    Documents,
    Audio,
    Video,
    Citations,
    ParticipantName,
}

/// <summary>What each format calls the parts of a request.</summary>
internal static class FieldNames
{
    public static string Of(WireFormat format, Field field) => format switch
    {
        WireFormat.Messages => Messages(field),
        WireFormat.Generate => Generate(field),
        WireFormat.Responses => Responses(field),
        _ => Chat(field),
    };

    private static string Messages(Field field) => field switch
    {
        Field.Stop => "stop_sequences",
        Field.Reasoning => "thinking",
        Field.ThinkingHistory => "messages.thinking",
        Field.Format => "output_config.format",
        Field.EndUser => "metadata.user_id",
        Field.CacheMarks => "cache_control",
        Field.ParallelTools => "tool_choice.disable_parallel_tool_use",
        Field.Images => "messages.image",
        Field.Documents => "messages.document",
        Field.Citations => "citations",
        Field.MaxOutput => "max_tokens",
        _ => Chat(field),
    };

    private static string Generate(Field field) => field switch
    {
        Field.Temperature => "generationConfig.temperature",
        Field.TopP => "generationConfig.topP",
        Field.TopK => "generationConfig.topK",
        Field.Seed => "generationConfig.seed",
        Field.FrequencyPenalty => "generationConfig.frequencyPenalty",
        Field.PresencePenalty => "generationConfig.presencePenalty",
        Field.Stop => "generationConfig.stopSequences",
        Field.MaxOutput => "generationConfig.maxOutputTokens",
        Field.Reasoning => "generationConfig.thinkingConfig",
        Field.ThinkingHistory => "contents.parts.thought",
        Field.Format => "generationConfig.responseMimeType",
        Field.ServiceTier => "serviceTier",
        Field.Metadata or Field.EndUser => "labels",
        Field.ToolChoice => "toolConfig.functionCallingConfig",
        Field.Images or Field.Documents or Field.Audio or Field.Video => "contents.parts.inlineData",
        _ => Chat(field),
    };

    private static string Responses(Field field) => field switch
    {
        Field.MaxOutput => "max_output_tokens",
        Field.Reasoning => "reasoning",
        Field.ThinkingHistory => "input.reasoning",
        Field.Format => "text.format",
        Field.Verbosity => "text.verbosity",
        Field.Images => "input.input_image",
        Field.Documents => "input.input_file",
        Field.Audio => "input.input_audio",
        _ => Chat(field),
    };

    private static string Chat(Field field) => field switch
    {
        Field.Temperature => "temperature",
        Field.TopP => "top_p",
        Field.TopK => "top_k",
        Field.Seed => "seed",
        Field.FrequencyPenalty => "frequency_penalty",
        Field.PresencePenalty => "presence_penalty",
        Field.Stop => "stop",
        Field.MaxOutput => "max_completion_tokens",
        Field.Reasoning => "reasoning_effort",
        Field.ThinkingHistory => "messages.reasoning_content",
        Field.Format => "response_format",
        Field.Verbosity => "verbosity",
        Field.EndUser => "user",
        Field.ServiceTier => "service_tier",
        Field.CacheKey => "prompt_cache_key",
        Field.CacheMarks => "prompt_cache_breakpoint",
        Field.Metadata => "metadata",
        Field.ToolChoice => "tool_choice",
        Field.ParallelTools => "parallel_tool_calls",
        Field.StrictTools => "tools.strict",
        Field.Tools => "tools",
        Field.Images => "messages.image_url",
        Field.Documents => "messages.file",
        Field.Audio => "messages.input_audio",
        Field.Video => "messages.video",
        Field.Citations => "annotations",
        Field.ParticipantName => "messages.name",
        _ => "messages",
    };
}

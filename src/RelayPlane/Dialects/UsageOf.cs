using RelayPlane.Dialects.Anthropic;
using RelayPlane.Dialects.Converse;
using RelayPlane.Dialects.Gemini;
using RelayPlane.Dialects.OpenAI;
using RelayPlane.Metering;

namespace RelayPlane.Dialects;

/// <summary>Reads a usage object by itself, by the name of the wire format that reported it.</summary>
internal static class UsageOf
{
    /// <summary>The names that <see cref="Read"/> knows.</summary>
    public static IReadOnlyList<string> Wires { get; } = ["anthropic-messages", "openai-chat", "openai-responses", "openai-completions", "openai-embeddings", "gemini", "bedrock-converse"];

    /// <param name="wire">One of <see cref="Wires"/>.</param>
    /// <param name="usage">The provider's usage object, as JSON.</param>
    /// <returns>Null where the format is unknown or the object has no counts.</returns>
    public static TokenUsage? Read(string wire, ReadOnlySpan<byte> usage) => wire switch
    {
        "anthropic-messages" => Messages(usage),
        "openai-chat" or "openai-responses" or "openai-completions" or "openai-embeddings" => OpenAIUsage.Read(usage),
        "gemini" => GenerateUsage.Read(usage),
        "bedrock-converse" => ConverseUsage.Read(usage),
        _ => null,
    };

    /// <summary>How the usage says that the reply was served; Anthropic and Gemini write it there.</summary>
    public static RateModifiers Modifiers(ReadOnlySpan<byte> usage) => new(
        Text(usage, "service_tier"u8) ?? Text(usage, "serviceTier"u8) ?? Text(usage, "trafficType"u8), Text(usage, "speed"u8), Text(usage, "inference_geo"u8));

    private static TokenUsage? Messages(ReadOnlySpan<byte> usage)
    {
        var read = default(MessagesUsage);
        read.Overwrite(usage);
        return read.ToTokens();
    }

    private static string? Text(ReadOnlySpan<byte> usage, ReadOnlySpan<byte> name) => JsonText.OrNull(JsonText.Member(usage, name));
}

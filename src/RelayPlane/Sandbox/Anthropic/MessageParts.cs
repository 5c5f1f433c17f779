using System.Text;
using System.Text.Json;
using RelayPlane.Metering;
using RelayPlane.Sandbox.Writing;

namespace RelayPlane.Sandbox.Anthropic;

/// <summary>The parts that a message and its stream share.</summary>
internal static class MessageParts
{
    public static void Open(Utf8JsonWriter json, Answer answer)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, "msg_" + answer.Id);
        json.WriteString("type"u8, "message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("model"u8, answer.Model);
    }

    public static void Thinking(Utf8JsonWriter json, ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "thinking"u8);
        json.WriteString("thinking"u8, text);
        json.WriteString("signature"u8, signature);
        json.WriteEndObject();
    }

    public static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> text)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "text"u8);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
    }

    public static void ToolUse(Utf8JsonWriter json, CallSketch call, ReadOnlySpan<byte> input)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "tool_use"u8);
        json.WriteString("id"u8, "toolu_" + call.Id);
        json.WriteString("name"u8, call.Name);
        json.WritePropertyName("input"u8);
        json.WriteRawValue(input, skipInputValidation: true);
        json.WriteEndObject();
    }

    public static byte[] Signature(Answer answer) =>
        Encoding.ASCII.GetBytes(Seals.Thinking(Answer.Join(answer.Thinking)));

    public static void Stop(Utf8JsonWriter json, Answer answer)
    {
        json.WriteString("stop_reason"u8, answer.Stop switch
        {
            Writing.Stop.ToolUse => "tool_use"u8,
            Writing.Stop.MaxTokens => "max_tokens"u8,
            _ => "end_turn"u8,
        });
        json.WriteNull("stop_sequence"u8);
    }

    public static void Usage(Utf8JsonWriter json, TokenUsage usage, long output)
    {
        json.WriteStartObject();
        Counts(json, usage);
        json.WriteStartObject("cache_creation"u8);
        json.WriteNumber("ephemeral_5m_input_tokens"u8, usage.CacheWrite5m);
        json.WriteNumber("ephemeral_1h_input_tokens"u8, usage.CacheWrite1h);
        json.WriteEndObject();
        json.WriteNumber("output_tokens"u8, output);
        json.WriteString("service_tier"u8, "standard"u8);
        json.WriteEndObject();
    }

    /// <summary>The usage of <c>message_delta</c>: running totals, without the cache's breakdown.</summary>
    public static void FinalUsage(Utf8JsonWriter json, TokenUsage usage)
    {
        json.WriteStartObject();
        Counts(json, usage);
        json.WriteNumber("output_tokens"u8, usage.Output);
        json.WriteEndObject();
    }

    private static void Counts(Utf8JsonWriter json, TokenUsage usage)
    {
        json.WriteNumber("input_tokens"u8, usage.Input);
        json.WriteNumber("cache_creation_input_tokens"u8, usage.CacheWrite5m + usage.CacheWrite1h);
        json.WriteNumber("cache_read_input_tokens"u8, usage.CacheRead);
    }
}

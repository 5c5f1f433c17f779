using System.Text.Json;
using RelayPlane.Sandbox.Writing;

namespace RelayPlane.Sandbox.OpenAI;

/// <summary>The output items of a response: reasoning, message, function call; begun or done.</summary>
internal static class ResponseItems
{
    public static string ReasoningId(Answer answer) => "rs_" + answer.Id;

    public static string MessageId(Answer answer) => "msg_" + answer.Id;

    public static string CallId(CallSketch call) => (call.IsFreeform ? "ctc_" : "fc_") + call.Id;

    public static void Reasoning(Utf8JsonWriter json, Answer answer, bool done)
    {
        Open(json, ReasoningId(answer), "reasoning"u8);
        json.WriteStartArray("summary"u8);
        if (done)
        {
            SummaryText(json, Answer.Join(answer.Thinking));
        }

        json.WriteEndArray();
        if (done)
        {
            json.WriteString("encrypted_content"u8, Seals.Reasoning(Answer.Join(answer.Thinking)));
        }

        json.WriteEndObject();
    }

    public static void Message(Utf8JsonWriter json, Answer answer, bool done)
    {
        Open(json, MessageId(answer), "message"u8);
        json.WriteString("status"u8, !done ? "in_progress"u8 : answer.Stop == Stop.MaxTokens ? "incomplete"u8 : "completed"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteStartArray("content"u8);
        if (done)
        {
            OutputText(json, Answer.Join(answer.Text));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Call(Utf8JsonWriter json, CallSketch call, bool done)
    {
        Open(json, CallId(call), call.IsFreeform ? "custom_tool_call"u8 : "function_call"u8);
        json.WriteString("status"u8, done ? "completed"u8 : "in_progress"u8);
        json.WriteString(call.IsFreeform ? "input"u8 : "arguments"u8, done ? call.Spoken() : []);
        json.WriteString("call_id"u8, "call_" + call.Id);
        json.WriteString("name"u8, call.Name);
        json.WriteEndObject();
    }

    public static void OutputText(Utf8JsonWriter json, ReadOnlySpan<byte> text)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "output_text"u8);
        json.WriteStartArray("annotations"u8);
        json.WriteEndArray();
        json.WriteStartArray("logprobs"u8);
        json.WriteEndArray();
        json.WriteString("text"u8, text);
        json.WriteEndObject();
    }

    public static void SummaryText(Utf8JsonWriter json, ReadOnlySpan<byte> text)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "summary_text"u8);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
    }

    private static void Open(Utf8JsonWriter json, string id, ReadOnlySpan<byte> type)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        json.WriteString("type"u8, type);
    }
}

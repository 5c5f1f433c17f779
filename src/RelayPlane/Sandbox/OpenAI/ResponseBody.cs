using System.Text.Json;
using RelayPlane.Metering;
using RelayPlane.Sandbox.Writing;

namespace RelayPlane.Sandbox.OpenAI;

/// <summary>A whole response object, at any point of its life. Before its end it has no output and no usage.</summary>
internal static class ResponseBody
{
    public static string Status(Answer answer) => answer.Stop == Stop.MaxTokens ? "incomplete" : "completed";

    public static void Write(Utf8JsonWriter json, Answer answer, string status)
    {
        var done = status is "completed" or "incomplete";
        json.WriteStartObject();
        json.WriteString("id"u8, "resp_" + answer.Id);
        json.WriteString("object"u8, "response"u8);
        json.WriteNumber("created_at"u8, answer.Created);
        json.WriteString("status"u8, status);
        WriteEnd(json, status);
        json.WriteNull("instructions"u8);
        json.WriteString("model"u8, answer.Model);
        WriteOutput(json, answer, done);
        json.WriteBoolean("parallel_tool_calls"u8, true);
        json.WriteString("tool_choice"u8, "auto"u8);
        json.WriteStartArray("tools"u8);
        json.WriteEndArray();
        json.WriteNumber("temperature"u8, 1);
        json.WriteNumber("top_p"u8, 1);
        json.WriteBoolean("store"u8, false);
        json.WriteStartObject("metadata"u8);
        json.WriteEndObject();
        json.WritePropertyName("usage"u8);
        WriteUsage(json, answer.Usage, done);
        json.WriteEndObject();
    }

    private static void WriteEnd(Utf8JsonWriter json, string status)
    {
        json.WritePropertyName("error"u8);
        if (status == "failed")
        {
            json.WriteStartObject();
            json.WriteString("code"u8, "server_is_overloaded"u8);
            json.WriteString("message"u8, "The server is overloaded"u8);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }

        json.WritePropertyName("incomplete_details"u8);
        if (status == "incomplete")
        {
            json.WriteStartObject();
            json.WriteString("reason"u8, "max_output_tokens"u8);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void WriteOutput(Utf8JsonWriter json, Answer answer, bool done)
    {
        json.WriteStartArray("output"u8);
        if (done && answer.Thinking.Length > 0)
        {
            ResponseItems.Reasoning(json, answer, done: true);
        }

        if (done && answer.Text.Length > 0)
        {
            ResponseItems.Message(json, answer, done: true);
        }

        foreach (var call in done ? answer.Calls : [])
        {
            ResponseItems.Call(json, call, done: true);
        }

        json.WriteEndArray();
    }

    private static void WriteUsage(Utf8JsonWriter json, TokenUsage usage, bool done)
    {
        if (!done)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("input_tokens"u8, usage.TotalInput);
        json.WriteStartObject("input_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, usage.CacheRead);
        json.WriteEndObject();
        json.WriteNumber("output_tokens"u8, usage.Output);
        json.WriteStartObject("output_tokens_details"u8);
        json.WriteNumber("reasoning_tokens"u8, usage.Reasoning);
        json.WriteEndObject();
        json.WriteNumber("total_tokens"u8, usage.TotalInput + usage.Output);
        json.WriteEndObject();
    }
}

using System.Text.Json;
using RelayPlane.Sandbox.Writing;

namespace RelayPlane.Sandbox.OpenAI;

/// <summary>The chunks of a chat stream, each written whole. With usage asked for, every chunk but the last carries <c>usage: null</c>.</summary>
internal sealed class ChatChunk(FrameWriter frame, Answer answer, bool includeUsage)
{
    public void Role()
    {
        var json = Open();
        json.WriteString("role"u8, "assistant"u8);
        if (answer.Calls.Count > 0 && answer.Text.Length == 0)
        {
            json.WriteNull("content"u8);
        }
        else
        {
            json.WriteString("content"u8, ""u8);
        }

        json.WriteNull("refusal"u8);
        End(json);
    }

    public void Text(ReadOnlySpan<byte> piece)
    {
        var json = Open();
        json.WriteString("content"u8, piece);
        End(json);
    }

    public void Reasoning(ReadOnlySpan<byte> piece)
    {
        var json = Open();
        json.WriteString("reasoning_content"u8, piece);
        End(json);
    }

    public void Tool(int ordinal, CallSketch call)
    {
        var json = OpenTool(ordinal);
        json.WriteString("id"u8, "call_" + call.Id);
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, call.Name);
        json.WriteString("arguments"u8, ""u8);
        EndTool(json);
    }

    public void Arguments(int ordinal, ReadOnlySpan<byte> fragment)
    {
        var json = OpenTool(ordinal);
        json.WriteStartObject("function"u8);
        json.WriteString("arguments"u8, fragment);
        EndTool(json);
    }

    public void Finish(string reason) => End(Open(), reason);

    public void Usage()
    {
        var json = frame.Event([]);
        ChatSpeaker.Open(json, answer, "chat.completion.chunk"u8);
        json.WriteString("system_fingerprint"u8, "fp_sandbox"u8);
        json.WriteStartArray("choices"u8);
        json.WriteEndArray();
        json.WritePropertyName("usage"u8);
        ChatUsage.Write(json, answer.Usage);
        json.WriteEndObject();
        frame.EndEvent();
    }

    private Utf8JsonWriter Open()
    {
        var json = frame.Event([]);
        ChatSpeaker.Open(json, answer, "chat.completion.chunk"u8);
        json.WriteString("system_fingerprint"u8, "fp_sandbox"u8);
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("delta"u8);
        return json;
    }

    private void End(Utf8JsonWriter json, string? finish = null)
    {
        json.WriteEndObject();
        json.WriteNull("logprobs"u8);
        json.WriteString("finish_reason"u8, finish);
        json.WriteEndObject();
        json.WriteEndArray();
        if (includeUsage)
        {
            json.WriteNull("usage"u8);
        }

        json.WriteEndObject();
        frame.EndEvent();
    }

    private Utf8JsonWriter OpenTool(int ordinal)
    {
        var json = Open();
        json.WriteStartArray("tool_calls"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, ordinal);
        return json;
    }

    private void EndTool(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        End(json);
    }
}

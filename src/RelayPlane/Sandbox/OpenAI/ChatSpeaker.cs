using System.Text.Json;
using RelayPlane.Sandbox.Reading;
using RelayPlane.Sandbox.Writing;

namespace RelayPlane.Sandbox.OpenAI;

/// <summary><c>POST /v1/chat/completions</c>. Reasoning is counted, and shown only where the prompt scripts it.</summary>
internal sealed class ChatSpeaker : Speaker
{
    public override void Whole(FrameWriter frame, Ask ask, Answer answer)
    {
        var json = frame.Json();
        Open(json, answer, "chat.completion"u8);
        json.WriteStartArray("choices"u8);
        for (var index = 0; index < ask.Count; index++)
        {
            json.WriteStartObject();
            json.WriteNumber("index"u8, index);
            json.WriteStartObject("message"u8);
            json.WriteString("role"u8, "assistant"u8);
            WriteContent(json, answer);
            json.WriteNull("refusal"u8);
            json.WriteStartArray("annotations"u8);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteNull("logprobs"u8);
            json.WriteString("finish_reason"u8, Finish(answer));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WritePropertyName("usage"u8);
        ChatUsage.Write(json, answer.Usage);
        json.WriteString("system_fingerprint"u8, "fp_sandbox"u8);
        json.WriteEndObject();
        json.Flush();
    }

    public override IEnumerable<int> Events(FrameWriter frame, Ask ask, Answer answer)
    {
        var chunk = new ChatChunk(frame, answer, ask.IncludeUsage);
        chunk.Role();
        yield return 0;
        foreach (var piece in answer.ShowsReasoning ? answer.Thinking : [])
        {
            chunk.Reasoning(piece);
            yield return 1;
        }

        foreach (var (piece, tokens) in answer.TextEvents())
        {
            chunk.Text(piece);
            yield return tokens;
        }

        for (var ordinal = 0; ordinal < answer.Calls.Count; ordinal++)
        {
            var call = answer.Calls[ordinal];
            chunk.Tool(ordinal, call);
            yield return 0;
            foreach (var fragment in call.Fragments())
            {
                chunk.Arguments(ordinal, call.Arguments.AsSpan(fragment));
                yield return (fragment.End.Value - fragment.Start.Value + 3) / 4;
            }
        }

        chunk.Finish(Finish(answer));
        yield return 0;
        if (ask.IncludeUsage)
        {
            chunk.Usage();
            yield return 0;
        }

        frame.Raw("data: [DONE]\n\n"u8);
        yield return 0;
    }

    public override void Failure(FrameWriter frame, Answer answer, int sent)
    {
        var json = frame.Event([]);
        ErrorBody.Write(json, new Trouble(503, "The server is overloaded", "server_is_overloaded", Type: "service_unavailable_error"));
        frame.EndEvent();
    }

    public static void Open(Utf8JsonWriter json, Answer answer, ReadOnlySpan<byte> kind)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, "chatcmpl-" + answer.Id);
        json.WriteString("object"u8, kind);
        json.WriteNumber("created"u8, answer.Created);
        json.WriteString("model"u8, answer.Model);
        json.WriteString("service_tier"u8, "default"u8);
    }

    private static void WriteContent(Utf8JsonWriter json, Answer answer)
    {
        if (answer.ShowsReasoning)
        {
            json.WriteString("reasoning_content"u8, Answer.Join(answer.Thinking));
        }

        if (answer.Text.Length > 0 || answer.Calls.Count == 0)
        {
            json.WriteString("content"u8, Answer.Join(answer.Text));
        }
        else
        {
            json.WriteNull("content"u8);
        }

        if (answer.Calls.Count == 0)
        {
            return;
        }

        json.WriteStartArray("tool_calls"u8);
        foreach (var call in answer.Calls)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, "call_" + call.Id);
            json.WriteString("type"u8, "function"u8);
            json.WriteStartObject("function"u8);
            json.WriteString("name"u8, call.Name);
            json.WriteString("arguments"u8, call.Arguments);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Finish(Answer answer) => answer.Stop switch
    {
        Stop.ToolUse => "tool_calls",
        Stop.MaxTokens => "length",
        _ => "stop",
    };
}

using System.Text.Json;
using RelayPlane.Metering;
using RelayPlane.Sandbox.Reading;
using RelayPlane.Sandbox.Writing;

namespace RelayPlane.Sandbox.Gemini;

/// <summary><c>:generateContent</c> and <c>:streamGenerateContent</c>: SSE with CRLF, or one JSON array; running usage on every chunk.</summary>
/// <param name="sse">Whether <c>alt=sse</c> was asked for.</param>
internal sealed class ContentSpeaker(bool sse) : Speaker
{
    public override string StreamType(Ask ask) => sse ? "text/event-stream" : "application/json; charset=UTF-8";

    public override void Whole(FrameWriter frame, Ask ask, Answer answer)
    {
        var json = frame.Json();
        Open(json);
        if (answer.Thinking.Length > 0)
        {
            Text(json, Answer.Join(answer.Thinking), thought: true);
        }

        if (answer.Text.Length > 0)
        {
            Text(json, Answer.Join(answer.Text), thought: false);
        }

        for (var index = 0; index < answer.Calls.Count; index++)
        {
            Call(json, answer, index);
        }

        Close(json, answer, answer.Usage.Output, last: true);
        json.Flush();
    }

    public override IEnumerable<int> Events(FrameWriter frame, Ask ask, Answer answer)
    {
        var pieces = answer.Thinking.Length + answer.Text.Length;
        var steps = pieces + answer.Calls.Count;
        long output = 0;
        for (var step = 0; step < steps; step++)
        {
            var json = Begin(frame, step);
            Open(json);
            var tokens = step < pieces ? 1 : answer.Calls[step - pieces].Tokens;
            if (step < pieces)
            {
                var thought = step < answer.Thinking.Length;
                Text(json, thought ? answer.Thinking[step] : answer.Text[step - answer.Thinking.Length], thought);
            }
            else
            {
                Call(json, answer, step - pieces);
            }

            output += tokens;
            Close(json, answer, output, step == steps - 1);
            Finish(frame, step == steps - 1);
            yield return tokens;
        }

        if (steps == 0)
        {
            var json = Begin(frame, 0);
            Open(json);
            Close(json, answer, 0, last: true);
            Finish(frame, last: true);
            yield return 0;
        }
    }

    public override void Failure(FrameWriter frame, Answer answer, int sent)
    {
        ErrorBody.Write(Begin(frame, sent), new Trouble(503, "The model is overloaded. Please try again later."));
        Finish(frame, last: true);
    }

    private Utf8JsonWriter Begin(FrameWriter frame, int step)
    {
        if (sse)
        {
            return frame.Event([]);
        }

        frame.Raw(step == 0 ? "["u8 : ",\r\n"u8);
        return frame.Json();
    }

    private void Finish(FrameWriter frame, bool last)
    {
        frame.Flush();
        frame.Raw(sse ? "\r\n\r\n"u8 : last ? "]\n"u8 : ""u8);
    }

    private static void Open(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("candidates"u8);
        json.WriteStartObject();
        json.WriteStartObject("content"u8);
        json.WriteStartArray("parts"u8);
    }

    private static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> text, bool thought)
    {
        json.WriteStartObject();
        json.WriteString("text"u8, text);
        if (thought)
        {
            json.WriteBoolean("thought"u8, true);
        }

        json.WriteEndObject();
    }

    // The first of parallel calls carries the signature of the thinking before them.
    private static void Call(Utf8JsonWriter json, Answer answer, int index)
    {
        var call = answer.Calls[index];
        json.WriteStartObject();
        json.WriteStartObject("functionCall"u8);
        json.WriteString("id"u8, call.Id);
        json.WriteString("name"u8, call.Name);
        json.WritePropertyName("args"u8);
        json.WriteRawValue(call.Arguments, skipInputValidation: true);
        json.WriteEndObject();
        if (index == 0 && answer.Thinking.Length > 0)
        {
            json.WriteString("thoughtSignature"u8, Seals.Thought(call.Name));
        }

        json.WriteEndObject();
    }

    private static void Close(Utf8JsonWriter json, Answer answer, long output, bool last)
    {
        json.WriteEndArray();
        json.WriteString("role"u8, "model"u8);
        json.WriteEndObject();
        if (last)
        {
            json.WriteString("finishReason"u8, answer.Stop == Stop.MaxTokens ? "MAX_TOKENS"u8 : "STOP"u8);
        }

        json.WriteNumber("index"u8, 0);
        json.WriteEndObject();
        json.WriteEndArray();
        WriteUsage(json, answer.Usage, output);
        json.WriteString("modelVersion"u8, answer.Model);
        json.WriteString("responseId"u8, answer.Id);
        json.WriteEndObject();
    }

    // Candidates do not count thoughts; the total counts both.
    private static void WriteUsage(Utf8JsonWriter json, TokenUsage usage, long output)
    {
        var thoughts = Math.Min(usage.Reasoning, output);
        json.WriteStartObject("usageMetadata"u8);
        json.WriteNumber("promptTokenCount"u8, usage.TotalInput);
        json.WriteNumber("candidatesTokenCount"u8, output - thoughts);
        if (thoughts > 0)
        {
            json.WriteNumber("thoughtsTokenCount"u8, thoughts);
        }

        json.WriteNumber("totalTokenCount"u8, usage.TotalInput + output);
        json.WriteEndObject();
    }
}

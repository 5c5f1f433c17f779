using System.Text.Json;
using RelayPlane.Sandbox.Reading;
using RelayPlane.Sandbox.Writing;

namespace RelayPlane.Sandbox.OpenAI;

/// <summary>The legacy <c>POST /v1/completions</c>.</summary>
internal sealed class CompletionSpeaker : Speaker
{
    public override void Whole(FrameWriter frame, Ask ask, Answer answer)
    {
        Write(frame.Json(), answer, Answer.Join(answer.Text), Finish(answer), usage: true);
        frame.Flush();
    }

    public override IEnumerable<int> Events(FrameWriter frame, Ask ask, Answer answer)
    {
        foreach (var piece in answer.Text)
        {
            Write(frame.Event([]), answer, piece, null, usage: false);
            frame.EndEvent();
            yield return 1;
        }

        Write(frame.Event([]), answer, [], Finish(answer), usage: false);
        frame.EndEvent();
        yield return 0;
        if (ask.IncludeUsage)
        {
            Write(frame.Event([]), answer, null, null, usage: true);
            frame.EndEvent();
            yield return 0;
        }

        frame.Raw("data: [DONE]\n\n"u8);
        yield return 0;
    }

    public override void Failure(FrameWriter frame, Answer answer, int sent)
    {
        ErrorBody.Write(frame.Event([]), new Trouble(503, "The server is overloaded"));
        frame.EndEvent();
    }

    private static string Finish(Answer answer) => answer.Stop == Stop.MaxTokens ? "length" : "stop";

    private static void Write(Utf8JsonWriter json, Answer answer, byte[]? text, string? finish, bool usage)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, "cmpl-" + answer.Id);
        json.WriteString("object"u8, "text_completion"u8);
        json.WriteNumber("created"u8, answer.Created);
        json.WriteString("model"u8, answer.Model);
        json.WriteStartArray("choices"u8);
        if (text is not null)
        {
            json.WriteStartObject();
            json.WriteString("text"u8, text);
            json.WriteNumber("index"u8, 0);
            json.WriteNull("logprobs"u8);
            json.WriteString("finish_reason"u8, finish);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (usage)
        {
            json.WritePropertyName("usage"u8);
            ChatUsage.Write(json, answer.Usage);
        }

        json.WriteEndObject();
    }
}

using RelayPlane.Sandbox.Reading;
using RelayPlane.Sandbox.Writing;

namespace RelayPlane.Sandbox.OpenAI;

/// <summary><c>POST /v1/responses</c>: items with their whole life cycle, numbered in sequence, and the complete response at the end. No <c>[DONE]</c>.</summary>
internal sealed class ResponseSpeaker : Speaker
{
    public override void Whole(FrameWriter frame, Ask ask, Answer answer)
    {
        var json = frame.Json();
        ResponseBody.Write(json, answer, ResponseBody.Status(answer));
        json.Flush();
    }

    public override IEnumerable<int> Events(FrameWriter frame, Ask ask, Answer answer)
    {
        var events = new ResponseEvents(frame, answer);
        events.LifeCycle("response.created", "in_progress");
        yield return 0;
        events.LifeCycle("response.in_progress", "in_progress");
        yield return 0;
        var output = 0;
        if (answer.Thinking.Length > 0)
        {
            foreach (var tokens in Reasoning(events, answer, output++))
            {
                yield return tokens;
            }
        }

        if (answer.Text.Length > 0)
        {
            foreach (var tokens in Text(events, answer, output++))
            {
                yield return tokens;
            }
        }

        foreach (var call in answer.Calls)
        {
            foreach (var tokens in Call(events, call, output))
            {
                yield return tokens;
            }

            output++;
        }

        var status = ResponseBody.Status(answer);
        events.LifeCycle("response." + status, status);
        yield return 0;
    }

    public override void Failure(FrameWriter frame, Answer answer, int sent) =>
        new ResponseEvents(frame, answer, sent).LifeCycle("response.failed", "failed");

    private static IEnumerable<int> Reasoning(ResponseEvents events, Answer answer, int output)
    {
        var id = ResponseItems.ReasoningId(answer);
        events.Item("response.output_item.added", output, json => ResponseItems.Reasoning(json, answer, done: false));
        yield return 0;
        events.SummaryPart("response.reasoning_summary_part.added", id, output, []);
        yield return 0;
        foreach (var piece in answer.Thinking)
        {
            events.SummaryText("response.reasoning_summary_text.delta", "delta", id, output, piece);
            yield return 1;
        }

        events.SummaryText("response.reasoning_summary_text.done", "text", id, output, Answer.Join(answer.Thinking));
        yield return 0;
        events.SummaryPart("response.reasoning_summary_part.done", id, output, Answer.Join(answer.Thinking));
        yield return 0;
        events.Item("response.output_item.done", output, json => ResponseItems.Reasoning(json, answer, done: true));
        yield return 0;
    }

    private static IEnumerable<int> Text(ResponseEvents events, Answer answer, int output)
    {
        var id = ResponseItems.MessageId(answer);
        events.Item("response.output_item.added", output, json => ResponseItems.Message(json, answer, done: false));
        yield return 0;
        events.ContentPart("response.content_part.added", id, output, []);
        yield return 0;
        foreach (var piece in answer.Text)
        {
            events.OutputText("response.output_text.delta", "delta", id, output, piece);
            yield return 1;
        }

        events.OutputText("response.output_text.done", "text", id, output, Answer.Join(answer.Text));
        yield return 0;
        events.ContentPart("response.content_part.done", id, output, Answer.Join(answer.Text));
        yield return 0;
        events.Item("response.output_item.done", output, json => ResponseItems.Message(json, answer, done: true));
        yield return 0;
    }

    private static IEnumerable<int> Call(ResponseEvents events, CallSketch call, int output)
    {
        events.Item("response.output_item.added", output, json => ResponseItems.Call(json, call, done: false));
        yield return 0;
        var kind = call.IsFreeform ? "response.custom_tool_call_input" : "response.function_call_arguments";
        var spoken = call.Spoken();
        foreach (var fragment in CallSketch.Fragments(spoken))
        {
            events.Arguments(kind + ".delta", "delta", call, output, spoken.AsSpan(fragment));
            yield return (fragment.End.Value - fragment.Start.Value + 3) / 4;
        }

        events.Arguments(kind + ".done", call.IsFreeform ? "input" : "arguments", call, output, spoken);
        yield return 0;
        events.Item("response.output_item.done", output, json => ResponseItems.Call(json, call, done: true));
        yield return 0;
    }
}

using System.Text;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using Xunit;

namespace RelayPlane.Tests.Dialects;

public sealed class StreamStartTests
{
    [Theory]
    [InlineData("message_start", """{"type":"message_start","message":{"usage":{"input_tokens":3}}}""", "Lifecycle")]
    [InlineData("", """{"type":"message_start","message":{}}""", "Lifecycle")]
    [InlineData("ping", """{"type":"ping"}""", "Lifecycle")]
    [InlineData("content_block_start", """{"type":"content_block_start","content_block":{"type":"text","text":""}}""", "Lifecycle")]
    [InlineData("content_block_start", """{"type":"content_block_start","content_block":{"type":"thinking","thinking":"","signature":""}}""", "Lifecycle")]
    [InlineData("content_block_start", """{"type":"content_block_start","content_block":{"type":"text","text":"a"}}""", "Content")]
    [InlineData("content_block_start", """{"type":"content_block_start","content_block":{"type":"tool_use","id":"t","name":"n","input":{}}}""", "Content")]
    [InlineData("content_block_delta", """{"type":"content_block_delta","delta":{"type":"text_delta","text":"a"}}""", "Content")]
    [InlineData("error", """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", "Error")]
    [InlineData("", """{"error":{"message":"no room"}}""", "Error")]
    [InlineData("message_delta", """{"type":"message_delta","delta":{"stop_reason":"end_turn"}}""", "End")]
    [InlineData("message_stop", """{"type":"message_stop"}""", "End")]
    [InlineData("from_the_future", "{}", "Content")]
    [InlineData("", "", "Lifecycle")]
    public void Messages(string name, string data, string step) => Check(Api.Anthropic, Endpoint.Messages, name, data, step);

    [Theory]
    [InlineData("""{"choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"finish_reason":null}],"usage":null}""", "Lifecycle")]
    [InlineData("""{"choices":[{"index":0,"delta":{"role":"assistant"}}]}""", "Lifecycle")]
    [InlineData("""{"choices":[],"prompt_filter_results":[{}]}""", "Lifecycle")]
    [InlineData("""{"choices":[{"index":0,"delta":{"content":"a"}}]}""", "Content")]
    [InlineData("""{"choices":[{"index":0,"delta":{"reasoning_content":"a"}}]}""", "Content")]
    [InlineData("""{"choices":[{"index":0,"delta":{"refusal":"no"}}]}""", "Content")]
    [InlineData("""{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0}]}}]}""", "Content")]
    [InlineData("""{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""", "Content")]
    [InlineData("""{"choices":[],"usage":{"prompt_tokens":1}}""", "Content")]
    [InlineData("""{"error":{"message":"m","code":503}}""", "Error")]
    [InlineData("""{"choices":[{"index":0,"delta":{"content":""}}],"error":null}""", "Lifecycle")]
    [InlineData("""{"value":"a format of its own"}""", "Content")]
    [InlineData("not json", "Content")]
    [InlineData("[DONE]", "End")]
    public void Chat_completions(string data, string step) => Check(Api.OpenAI, Endpoint.ChatCompletions, "", data, step);

    [Theory]
    [InlineData("""{"choices":[{"index":0,"text":""}]}""", "Lifecycle")]
    [InlineData("""{"choices":[{"index":0,"text":"a"}]}""", "Content")]
    public void Completions(string data, string step) => Check(Api.OpenAI, Endpoint.Completions, "", data, step);

    [Theory]
    [InlineData("response.created", """{"type":"response.created","response":{"error":null}}""", "Lifecycle")]
    [InlineData("response.queued", "{}", "Lifecycle")]
    [InlineData("response.in_progress", "{}", "Lifecycle")]
    [InlineData("response.output_item.added", """{"item":{"type":"message","content":[]}}""", "Lifecycle")]
    [InlineData("response.output_item.added", """{"item":{"type":"reasoning","summary":[]}}""", "Lifecycle")]
    [InlineData("response.output_item.added", """{"item":{"type":"function_call","name":"f"}}""", "Content")]
    [InlineData("response.content_part.added", """{"part":{"type":"output_text","text":""}}""", "Lifecycle")]
    [InlineData("response.output_text.delta", """{"delta":"a"}""", "Content")]
    [InlineData("error", """{"type":"error","code":"server_error"}""", "Error")]
    [InlineData("response.failed", """{"response":{"error":{"code":"server_error"}}}""", "Error")]
    [InlineData("response.completed", "{}", "End")]
    public void Responses(string name, string data, string step) => Check(Api.OpenAI, Endpoint.Responses, name, data, step);

    [Theory]
    [InlineData("""{"error":{"code":503,"status":"UNAVAILABLE"}}""", "Error")]
    [InlineData("""{"candidates":[{"content":{"parts":[{"text":"a"}]}}]}""", "Content")]
    public void Gemini(string data, string step) => Check(Api.Gemini, Endpoint.StreamGenerateContent, "", data, step);

    [Theory]
    [InlineData("""{"a":1}""", true)]
    [InlineData(" [1]\r\n", true)]
    [InlineData("""{"a":""", false)]
    [InlineData("", false)]
    [InlineData("{", false)]
    [InlineData("<html>}", false)]
    public void A_body_is_whole_where_it_ends_as_it_began(string body, bool whole) => Assert.Equal(whole, WholeBody.IsWhole(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("""{"error":{"message":"m"}}""", true)]
    [InlineData("""{"error":"m"}""", true)]
    [InlineData("""[{"error":{"code":429}}]""", true)]
    [InlineData("""{"id":"r","error":null}""", false)]
    [InlineData("""{"content":[{"input":{"error":{"message":"m"}}}]}""", false)]
    [InlineData("""{"content":"\"error\": 1"}""", false)]
    public void Only_an_error_of_the_body_itself_counts(string body, bool error) => Assert.Equal(error, WholeBody.HasError(Encoding.UTF8.GetBytes(body)));

    private static void Check(Api api, Endpoint endpoint, string name, string data, string step) =>
        Assert.Equal(Enum.Parse<StreamStep>(step), StreamStart.Of(api, endpoint, Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(data)));
}

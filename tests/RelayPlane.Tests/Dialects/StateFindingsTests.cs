using System.Text;
using RelayPlane.Dialects;
using Xunit;

namespace RelayPlane.Tests.Dialects;

public sealed class StateFindingsTests
{
    [Theory]
    [InlineData(Endpoint.Responses, """{"model":"m","previous_response_id":"resp_1"}""", "resp_1")]
    [InlineData(Endpoint.Responses, """{"model":"m","previous_response_id":null}""", null)]
    [InlineData(Endpoint.Responses, """{"model":"m","conversation":"conv_1"}""", "conv_1")]
    [InlineData(Endpoint.Responses, """{"model":"m","conversation":{"id":"conv_1"}}""", "conv_1")]
    [InlineData(Endpoint.Responses, """{"model":"m","input":[{"previous_response_id":"resp_1"}]}""", null)]
    [InlineData(Endpoint.ChatCompletions, """{"model":"m","previous_response_id":"resp_1"}""", null)]
    [InlineData(Endpoint.Messages, """{"model":"m","container":"container_1"}""", "container_1")]
    [InlineData(Endpoint.Messages, """{"model":"m","container":{"id":"container_1","skills":[]}}""", "container_1")]
    [InlineData(Endpoint.Messages, """{"model":"m","container":{"skills":[]}}""", null)]
    [InlineData(Endpoint.GenerateContent, """{"cachedContent":"cachedContents/1"}""", "cachedContents/1")]
    [InlineData(Endpoint.GenerateContent, """{"contents":[]}""", null)]
    [InlineData(Endpoint.Messages, """{"model":"m","messages":[{"role":"user","content":[{"type":"image","source":{"type":"file","file_id" : "file_1"}}]}]}""", "file_1")]
    [InlineData(Endpoint.ChatCompletions, """{"model":"m","messages":[{"role":"user","content":[{"type":"file","file":{"file_id":"file-2"}}]}]}""", "file-2")]
    [InlineData(Endpoint.Responses, """{"model":"m","input":[{"role":"user","content":[{"type":"input_file","file_id":"file-3"}]}]}""", "file-3")]
    [InlineData(Endpoint.Responses, """{"model":"m","input":"say \"file_id\":\"file-4\""}""", null)]
    internal void What_only_an_account_holds_is_noted_by_its_id(Endpoint endpoint, string body, string? id) =>
        Assert.Equal(id, RequestScan.Scan(Encoding.UTF8.GetBytes(body), endpoint).Value!.StatefulId);

    [Theory]
    [InlineData("""{"model":"m","prompt_cache_key":"k","include":["reasoning.encrypted_content"]}""", "k")]
    [InlineData("""{"model":"m","include":["reasoning.encrypted_content"],"prompt_cache_key":"k"}""", "k")]
    [InlineData("""{"model":"m","prompt_cache_key":"k","include":[]}""", null)]
    [InlineData("""{"model":"m","prompt_cache_key":"k"}""", null)]
    [InlineData("""{"model":"m","include":["reasoning.encrypted_content"]}""", null)]
    public void A_thread_with_encrypted_reasoning_is_noted_by_its_cache_key(string body, string? thread) =>
        Assert.Equal(thread, RequestScan.Scan(Encoding.UTF8.GetBytes(body), Endpoint.Responses).Value!.ReasoningThread);

    [Fact]
    public void The_prompt_of_a_gemini_count_may_stand_within_the_call_that_it_counts()
    {
        var body = """{ "generateContentRequest": { "model": "models/m", "contents": [1, 2], "tools": [3] } }"""u8.ToArray();
        var prompt = RequestScan.Scan(body, Endpoint.GeminiCountTokens).Value!.Prompt;
        Assert.Equal(("[1, 2]", "[3]"), (Encoding.UTF8.GetString(body[prompt.Messages]), Encoding.UTF8.GetString(body[prompt.Tools])));
    }
}

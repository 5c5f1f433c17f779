using System.Text;
using RelayPlane.Admission.Sizes;
using RelayPlane.Dialects;
using RelayPlane.Routing;
using RelayPlane.Tests.Routing;
using Xunit;

namespace RelayPlane.Tests.Admission.Sizes;

public sealed class OutputClampTests
{
    [Theory]
    [InlineData(nameof(Endpoint.Messages), """{"model":"m", "max_tokens": 8000,"messages":[]}""", """{"model":"m", "max_tokens": 500,"messages":[]}""")]
    [InlineData(nameof(Endpoint.ChatCompletions), """{"model":"m","max_tokens":8000,"x":1.50}""", """{"model":"m","max_tokens":500,"x":1.50}""")]
    [InlineData(nameof(Endpoint.ChatCompletions), """{"model":"m","max_completion_tokens":8000}""", """{"model":"m","max_completion_tokens":500}""")]
    [InlineData(nameof(Endpoint.ChatCompletions), """{"model":"m","max_tokens":-1}""", """{"model":"m","max_tokens":500}""")]
    [InlineData(nameof(Endpoint.Responses), """{"model":"m","max_output_tokens":8000}""", """{"model":"m","max_output_tokens":500}""")]
    [InlineData(nameof(Endpoint.GenerateContent), """{"generationConfig":{"topK":1,"maxOutputTokens":8000}}""", """{"generationConfig":{"topK":1,"maxOutputTokens":500}}""")]
    [InlineData(nameof(Endpoint.GenerateContent), """{"generation_config":{"max_output_tokens":8000}}""", """{"generation_config":{"max_output_tokens":500}}""")]
    public void A_limit_above_is_lowered_and_every_other_byte_stays(string endpoint, string body, string expected) =>
        Assert.Equal(expected, Text(OutputClamp.To(Of(endpoint, body), 500)));

    [Theory]
    [InlineData(nameof(Endpoint.ChatCompletions), """{"model":"m"}""", """{"max_completion_tokens":500,"model":"m"}""")]
    [InlineData(nameof(Endpoint.ChatCompletions), """{"model":"m","max_completion_tokens":null}""", """{"model":"m","max_completion_tokens":500}""")]
    [InlineData(nameof(Endpoint.Completions), """{"model":"m"}""", """{"max_tokens":500,"model":"m"}""")]
    [InlineData(nameof(Endpoint.Responses), """ {"model":"m"}""", """ {"max_output_tokens":500,"model":"m"}""")]
    [InlineData(nameof(Endpoint.StreamGenerateContent), "{}", """{"generationConfig":{"maxOutputTokens":500}}""")]
    [InlineData(nameof(Endpoint.StreamGenerateContent), """{"generationConfig":{"topK":1}}""", """{"generationConfig":{"maxOutputTokens":500,"topK":1}}""")]
    public void A_body_without_a_limit_gets_one(string endpoint, string body, string expected) =>
        Assert.Equal(expected, Text(OutputClamp.To(Of(endpoint, body), 500)));

    [Fact]
    public void The_missing_member_is_the_targets_own() =>
        Assert.Equal("""{"max_tokens":500,"model":"m"}""", Text(OutputClamp.To(Of(Endpoint.ChatCompletions, """{"model":"m"}"""), 500, "max_tokens")));

    [Theory]
    [InlineData(nameof(Endpoint.Messages), """{"model":"m","max_tokens":500}""")]
    [InlineData(nameof(Endpoint.GenerateContent), """{"generationConfig":{"maxOutputTokens":20}}""")]
    [InlineData(nameof(Endpoint.Embeddings), """{"model":"m","input":"x"}""")]
    [InlineData(nameof(Endpoint.CountTokens), """{"model":"m","messages":[]}""")]
    public void A_call_that_asks_for_no_more_stays_as_it_is(string endpoint, string body)
    {
        var call = Of(endpoint, body);
        Assert.Same(call, OutputClamp.To(call, 500));
    }

    [Theory]
    [InlineData(3000, "{\"type\":\"enabled\",\"budget_tokens\":1500}")]
    [InlineData(1500, "{\"type\":\"enabled\",\"budget_tokens\":1024}")]
    [InlineData(1024, "{\"type\":\"disabled\"}")]
    [InlineData(6000, "{\"type\":\"enabled\",\"budget_tokens\":5000}")]
    public void A_budget_of_thought_stays_below_the_limit(long most, string thinking)
    {
        var call = Of(Endpoint.Messages, """{"model":"m","thinking":{"type":"enabled","budget_tokens":5000},"max_tokens":9000}""");
        Assert.Equal($$"""{"model":"m","thinking":{{thinking}},"max_tokens":{{most}}}""", Text(OutputClamp.To(call, most)));
    }

    [Theory]
    [InlineData(nameof(Endpoint.ChatCompletions), """{"model":"m","n":4,"max_tokens":400}""")]
    [InlineData(nameof(Endpoint.Completions), """{"model":"m","best_of":4,"n":2,"max_tokens":400}""")]
    [InlineData(nameof(Endpoint.GenerateContent), """{"generationConfig":{"candidateCount":4,"maxOutputTokens":400}}""")]
    public void Several_answers_share_what_is_left(string endpoint, string body)
    {
        var clamped = OutputClamp.To(Of(endpoint, body), 1000);
        Assert.Equal((250, 4), (clamped.Facts.MaxOutput, clamped.Facts.Choices));
    }

    [Fact]
    public void The_facts_follow_the_bytes()
    {
        var clamped = OutputClamp.To(Of(Endpoint.Messages, """{"max_tokens":80000,"model":"claude","stream":true,"system":"s","messages":[1]}"""), 5);
        var body = clamped.Body.Span;
        Assert.Equal(
            (5, "claude", true, "\"claude\"", "[1]", "\"s\""),
            (clamped.Facts.MaxOutput, clamped.Facts.Model, clamped.Facts.Stream, Text(body[clamped.Facts.ModelValue]), Text(body[clamped.Facts.Prompt.Messages]), Text(body[clamped.Facts.Prompt.System])));
    }

    [Fact]
    public void What_the_path_of_a_gemini_call_says_stays()
    {
        var call = Of(Endpoint.StreamGenerateContent, """{"model":"other","contents":[]}""");
        call = call with { Facts = call.Facts with { Model = "gemini-2.5-flash", ModelValue = default, Stream = true } };
        var clamped = OutputClamp.To(call, 5);
        Assert.Equal(("gemini-2.5-flash", true, true), (clamped.Facts.Model, clamped.Facts.Stream, clamped.Facts.ModelValue.Equals(default)));
    }

    private static Call Of(string endpoint, string body) => Of(Enum.Parse<Endpoint>(endpoint), body);

    private static Call Of(Endpoint endpoint, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        Assert.True(RequestScan.Scan(bytes, endpoint).TryGet(out var facts, out _));
        return Calls.Of(endpoint: endpoint) with { Body = bytes, Facts = facts };
    }

    private static string Text(Call call) => Text(call.Body.Span);

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}

using RelayPlane.Catalog;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects.OpenAI;

public sealed class OpenAIMeterTests
{
    private const string Role = """{"model":"gpt","choices":[{"delta":{"role":"assistant","content":""},"finish_reason":null}],"usage":null}""";
    private const string Text = """{"model":"gpt","choices":[{"delta":{"content":"hi"},"finish_reason":null}],"usage":null}""";
    private const string Finish = """{"model":"gpt","choices":[{"delta":{},"finish_reason":"stop"}],"usage":null}""";
    private const string Usage = """{"model":"gpt","choices":[],"usage":{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7}}""";

    private static Reading Chat(params ReadOnlySpan<string> events) => Metered.Stream(Api.OpenAI, Endpoint.ChatCompletions, events);

    private static Reading Responses(params ReadOnlySpan<string> events) => Metered.Stream(Api.OpenAI, Endpoint.Responses, events);

    [Fact]
    public void A_chat_stream_reports_usage_in_its_last_chunk()
    {
        var reading = Chat(Role, Text, Finish, Usage, "[DONE]");

        Assert.Equal(new Reading(new TokenUsage(5, 0, 0, 0, 2, 0), """{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7}""", "gpt", true, true, null) { Relayed = new RelayedText(1, 2) }, reading);
    }

    [Fact]
    public void A_finish_reason_ends_a_chat_stream_as_well_as_DONE_does()
    {
        Assert.True(Chat(Text, Finish).Complete);
        Assert.True(Chat(Text, "[DONE]").Complete);
        Assert.False(Chat(Role, Text).Complete);
    }

    [Fact]
    public void A_role_alone_is_no_content()
    {
        Assert.False(Chat(Role).HasContent);
        Assert.True(Chat("""{"choices":[{"delta":{"tool_calls":[{"index":0}]}}]}""").HasContent);
        Assert.True(Chat("""{"choices":[{"delta":{"reasoning_content":"t"}}]}""").HasContent);
        Assert.True(Chat("""{"choices":[{"text":"t"}]}""").HasContent);
    }

    [Fact]
    public void Of_usage_on_every_chunk_the_last_counts()
    {
        var reading = Chat(Usage, Text, """{"choices":[{"delta":{"content":"x"}}],"usage":{"prompt_tokens":5,"completion_tokens":9}}""");

        Assert.Equal(9, reading.Usage!.Value.Output);
    }

    [Fact]
    public void An_error_chunk_makes_a_chat_stream_incomplete()
    {
        var reading = Chat(Text, """{"error":{"message":"boom","type":"server_error","code":null}}""", "[DONE]");

        Assert.Equal(("server_error: boom", false), (reading.Error, reading.Complete));
    }

    [Fact]
    [Trait("bug", "B20")]
    public void An_error_body_in_a_200_is_an_error()
    {
        var reading = Metered.Body(Api.OpenAI, Endpoint.ChatCompletions, """{"error":"no credit"}""");

        Assert.Equal(("no credit", false), (reading.Error, reading.HasContent));
    }

    [Theory]
    [InlineData("completed", true, null)]
    [InlineData("incomplete", true, null)]
    [InlineData("failed", true, "server_error: x")]
    public void A_Responses_stream_ends_in_one_of_three_ways(string status, bool complete, string? error)
    {
        var inside = error is null ? "null" : """{"code":"server_error","message":"x"}""";
        var reading = Responses(
            """{"type":"response.created","response":{"model":"gpt-5","usage":null}}""",
            """{"type":"response.output_text.delta","delta":"x"}""",
            $$$"""{"type":"response.{{{status}}}","response":{"model":"gpt-5-x","error": {{{inside}}} ,"output":[],"usage":{"input_tokens":4,"output_tokens":1,"total_tokens":5} } }""");

        Assert.Equal((complete, error, "gpt-5-x", 4L, true), (reading.Complete, reading.Error, reading.Model, reading.Usage!.Value.Input, reading.HasContent));
    }

    [Fact]
    public void A_cut_or_broken_Responses_stream_is_incomplete_and_names_its_model()
    {
        const string Created = """{"type":"response.created","response":{"model":"gpt-5"}}""";
        var broken = Responses(Created, """{"type":"error","code":"rate_limit_exceeded","message":"slow down","param":null}""");

        Assert.Equal(new Reading(null, null, "gpt-5", false, false, null), Responses(Created));
        Assert.EndsWith("slow down", broken.Error, StringComparison.Ordinal);
        Assert.False(broken.Complete);
    }

    [Fact]
    public void Embeddings_have_input_only()
    {
        var reading = Metered.Body(Api.OpenAI, Endpoint.Embeddings, """{"data":[{"embedding":[0.1,-2e-3]}],"model":"e","usage":{"prompt_tokens":8,"total_tokens":8}}""");

        Assert.Equal(new TokenUsage(8, 0, 0, 0, 0, 0), reading.Usage);
        Assert.True(reading.HasContent && reading.Complete);
    }
}

using RelayPlane.Catalog;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects.Anthropic;

public sealed class MessagesMeterTests
{
    private const string Start = """{"type":"message_start","message":{"model":"claude-x","usage":{"input_tokens":3,"cache_creation_input_tokens":100,"cache_read_input_tokens":50,"cache_creation":{"ephemeral_5m_input_tokens":60,"ephemeral_1h_input_tokens":40},"output_tokens":1}}}""";
    private const string Block = """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""";
    private const string Delta = """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":20,"output_tokens_details":{"thinking_tokens":12}}}""";
    private const string Stop = """{"type":"message_stop"}""";

    private static Reading Stream(params ReadOnlySpan<string> events) => Metered.Stream(Api.Anthropic, Endpoint.Messages, events);

    [Fact]
    public void Counts_of_a_stream_are_cumulative_and_disjoint()
    {
        var reading = Stream(Start, Block, Delta, Stop);

        Assert.Equal(new TokenUsage(3, 50, 60, 40, 20, 12), reading.Usage);
        Assert.Equal(("claude-x", true, true, null), (reading.Model, reading.Complete, reading.HasContent, reading.Error));
        Assert.StartsWith("[{\"input_tokens\":3", reading.RawUsage, StringComparison.Ordinal);
        Assert.EndsWith("{\"thinking_tokens\":12}}]", reading.RawUsage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_count_overwrites_and_is_not_added()
    {
        var reading = Stream(Start, """{"type":"message_delta","usage":{"input_tokens":77,"output_tokens":5}}""", Delta, Stop);

        Assert.Equal((77, 20), (reading.Usage!.Value.Input, reading.Usage!.Value.Output));
    }

    [Fact]
    public void A_cut_stream_keeps_what_the_provider_last_said()
    {
        var reading = Stream(Start, Block);

        Assert.Equal(new TokenUsage(3, 50, 60, 40, 1, 0), reading.Usage);
        Assert.False(reading.Complete);
        Assert.StartsWith("{", reading.RawUsage, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_in_the_stream_is_told_and_makes_it_incomplete()
    {
        var reading = Stream(Start, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", Stop);

        Assert.Equal("overloaded_error: Overloaded", reading.Error);
        Assert.False(reading.Complete);
    }

    [Theory]
    [InlineData("""{"input_tokens":3,"cache_creation_input_tokens":12304,"cache_read_input_tokens":0,"output_tokens":550}""", 3, 0, 12304, 0, 550)]
    [InlineData("""{"input_tokens":3,"cache_creation":{"ephemeral_5m_input_tokens":1,"ephemeral_1h_input_tokens":2},"output_tokens":5}""", 3, 0, 1, 2, 5)]
    [InlineData("""{"input_tokens":-3,"cache_creation_input_tokens":null,"cache_creation":null,"output_tokens":5}""", 0, 0, 0, 0, 5)]
    public void Cache_writes_are_counted_once(string usage, long input, long read, long write5m, long write1h, long output)
    {
        var reading = Metered.Body(Api.Anthropic, Endpoint.Messages, $$"""{"model":"m","content":[{}],"usage":{{usage}}}""");

        Assert.Equal(new TokenUsage(input, read, write5m, write1h, output, 0), reading.Usage);
        Assert.Equal(usage, reading.RawUsage);
        Assert.True(reading.Complete && reading.HasContent);
    }

    [Fact]
    public void A_cut_body_is_incomplete_and_keeps_what_came()
    {
        var reading = Metered.Body(Api.Anthropic, Endpoint.Messages, """{"usage":{"input_tokens":3,"output_tokens":1},"content":[{"te""");

        Assert.Equal(3, reading.Usage!.Value.Input);
        Assert.False(reading.Complete);
    }

    [Fact]
    public void A_count_of_tokens_is_no_usage()
    {
        Assert.Equal(Reading.None, Metered.Body(Api.Anthropic, Endpoint.CountTokens, """{"input_tokens":14}"""));
    }

    [Fact]
    public void An_error_body_is_told()
    {
        var reading = Metered.Body(Api.Anthropic, Endpoint.Messages, """{"type":"error","error":{"type":"not_found_error","message":"model: x"},"request_id":"r"}""");

        Assert.Equal("not_found_error: model: x", reading.Error);
        Assert.Null(reading.Usage);
    }
}

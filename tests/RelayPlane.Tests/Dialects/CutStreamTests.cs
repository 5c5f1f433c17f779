using CsCheck;
using RelayPlane.Catalog;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects;

public sealed class CutStreamTests
{
    private const string Words = "four bytes are about one token of a text in English; ";

    [Fact]
    public void Any_recorded_stream_that_is_cut_before_its_last_word_on_usage_is_settled_on_an_estimate()
    {
        var streams = Exchange.All.Where(e => e.EventStream && e.Status == 200 && !e.Concatenated && Recorded.Endpoint(e.Api) is not null && e.Provider != "writer").ToList();
        Gen.Select(Gen.Int[0, streams.Count - 1], Gen.Double[0, 1]).Sample((pick, part) =>
        {
            var exchange = streams[pick];
            var meter = Recorded.Meter(exchange);
            meter.Write(exchange.Reply.AsSpan(0, (int)(exchange.Reply.Length * part)));
            var ended = meter.HasEnded;
            var reading = meter.Read();

            Assert.True(UsageEstimate.IsNeeded(reading) || reading.UsageIsFinal);
            Assert.True(!UsageEstimate.IsNeeded(reading) || !ended || reading.Usage is null, exchange.Id);
            if (UsageEstimate.IsNeeded(reading))
            {
                Assert.True(UsageEstimate.Of(reading, 9, writes: true) is { TotalInput: > 0, Output: > 0 }, exchange.Id);
            }
        });
    }

    [Fact]
    public void Whole_recorded_streams_are_estimated_within_reason_of_what_their_providers_counted()
    {
        var sums = new Dictionary<string, (long Estimated, long Counted)>();
        foreach (var exchange in Exchange.All.Where(e => e.EventStream && e.Status == 200 && Recorded.Endpoint(e.Api) is not null))
        {
            if (Recorded.Read(exchange) is { Usage: { Reasoning: 0, Output: > 40 } usage, Relayed.Events: > 0 } reading)
            {
                var sum = sums.GetValueOrDefault(exchange.Api);
                var estimate = UsageEstimate.Of(reading with { Usage = null }, 0, writes: true).Output;
                sums[exchange.Api] = (sum.Estimated + estimate, sum.Counted + usage.Output);
            }
        }

        Assert.All(sums, one => Assert.InRange((double)one.Value.Estimated / one.Value.Counted, 0.6, 1.6));
    }

    [Theory]
    [InlineData(nameof(Endpoint.Messages), """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"@"}     }""")]
    [InlineData(nameof(Endpoint.ChatCompletions), """{"id":"chatcmpl-1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"content":"@"},"finish_reason":null}],"usage":null}""")]
    [InlineData(nameof(Endpoint.Responses), """{"type":"response.output_text.delta","sequence_number":7,"item_id":"msg_1","output_index":0,"delta":"@"}""")]
    [InlineData(nameof(Endpoint.StreamGenerateContent), """{"candidates":[{"content":{"parts":[{"text":"@"}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":5},"modelVersion":"m"}""")]
    public void Bytes_of_content_count_and_those_of_the_frame_do_not(string asked, string frame)
    {
        var endpoint = Enum.Parse<Endpoint>(asked);
        var data = frame.Replace("@", Words, StringComparison.Ordinal);
        foreach (var events in new[] { 1, 2, 50 })
        {
            var reading = Metered.Stream(ApiOf.Endpoint(endpoint)!.Value, endpoint, [.. Enumerable.Repeat(data, events)]);

            Assert.Equal(events, reading.Relayed.Events);
            Assert.Equal(events * Words.Length, reading.Relayed.Bytes);
            Assert.False(reading.UsageIsFinal);
        }
    }

    [Fact]
    public void A_signature_is_not_what_was_written()
    {
        var reading = Metered.Stream(Api.Anthropic, Endpoint.Messages, $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"{{{new string('A', 2000)}}}"}}""");

        Assert.Equal(default, reading.Relayed);
    }

    [Fact]
    public void A_body_that_is_cut_or_counts_nothing_is_told_by_its_bytes()
    {
        var body = """{"id":"x","choices":[{"message":{"content":"a long answer"}}]}""";

        Assert.Equal((true, body.Length), Told(Metered.Body(Api.OpenAI, Endpoint.ChatCompletions, body)));
        Assert.Equal((false, body.Length - 9), Told(Metered.Body(Api.OpenAI, Endpoint.ChatCompletions, body[..^9])));
        Assert.False(UsageEstimate.IsNeeded(Metered.Body(Api.OpenAI, Endpoint.ChatCompletions, """{"error":{"message":"no"}}""")));
        Assert.False(UsageEstimate.IsNeeded(Metered.Body(Api.OpenAI, Endpoint.ChatCompletions, "<html>")));
    }

    [Fact]
    public void Usage_on_every_chunk_is_not_final_while_more_comes()
    {
        const string Chunk = """{"choices":[{"delta":{"content":"x"}}],"usage":{"prompt_tokens":5,"completion_tokens":9}}""";

        Assert.False(Metered.Stream(Api.OpenAI, Endpoint.ChatCompletions, Chunk, Chunk).UsageIsFinal);
        Assert.True(Metered.Stream(Api.OpenAI, Endpoint.ChatCompletions, Chunk, """{"choices":[{"delta":{"content":"x"},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":9}}""").UsageIsFinal);
    }

    private static (bool, long) Told(Reading reading)
    {
        Assert.True(UsageEstimate.IsNeeded(reading));
        return (reading.Complete, reading.Relayed.Bytes);
    }
}

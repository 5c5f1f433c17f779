using System.Text;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using Xunit;

namespace RelayPlane.Tests.Dialects;

public sealed class MeterEndTests
{
    [Theory]
    [InlineData(nameof(Endpoint.Messages), "event: message_delta\ndata: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":3}}\n\n", "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n")]
    [InlineData(nameof(Endpoint.ChatCompletions), "data: {\"choices\":[{\"finish_reason\":\"stop\"}]}\n\ndata: {\"choices\":[],\"usage\":{\"prompt_tokens\":1}}\n\n", "data: [DONE]\n")]
    [InlineData(nameof(Endpoint.ChatCompletions), "data: {\"choices\":[{\"delta\":{\"content\":\"[DONE]\"}}]}\n\n", "data:[DONE]\r\n\r\n")]
    [InlineData(nameof(Endpoint.Responses), "event: response.output_text.delta\ndata: {\"delta\":\"a\"}\n\n", "event: response.incomplete\ndata: {\"response\":{}}\n\n")]
    [InlineData(nameof(Endpoint.Responses), "event: response.created\ndata: {\"response\":{}}\n\n", "event: response.failed\ndata: {\"response\":{}}\n\n")]
    [InlineData(nameof(Endpoint.StreamGenerateContent), "data: {\"candidates\":[{\"finishReason\":\"STOP\"}]}\n\n", "data: {\"usageMetadata\":{\"promptTokenCount\":4}}\n\n")]
    [InlineData(nameof(Endpoint.OllamaChat), "{\"message\":{\"content\":\"a\"},\"done\":false}\n", "{\"done\":true,\"eval_count\":1}\n")]
    public void A_stream_has_ended_once_its_last_event_was_seen_and_not_before(string asked, string before, string last)
    {
        var endpoint = Enum.Parse<Endpoint>(asked);
        var meter = Meters.For(ApiOf.Endpoint(endpoint) ?? Api.OpenAI, endpoint, eventStream: true)!;

        meter.Write(Encoding.UTF8.GetBytes(before));
        Assert.False(meter.HasEnded);
        meter.Write(Encoding.UTF8.GetBytes(last));
        Assert.True(meter.HasEnded);
    }

    [Fact]
    public void Recorded_streams_end_with_their_last_event_and_not_before()
    {
        var (ended, early, unended) = (0, new List<string>(), new List<string>());
        foreach (var exchange in Exchange.All.Where(e => e.EventStream && e.Status == 200 && !e.Concatenated && Recorded.Endpoint(e.Api) is not null))
        {
            var meter = Recorded.Meter(exchange);
            meter.Write(exchange.Reply.AsSpan(0, exchange.Reply.Length / 2));
            if (meter.HasEnded)
            {
                early.Add(exchange.Id);
            }

            meter.Write(exchange.Reply.AsSpan(exchange.Reply.Length / 2));
            if (!meter.HasEnded)
            {
                unended.Add(exchange.Id);
            }

            ended += meter.HasEnded ? 1 : 0;
        }

        Assert.Empty(early);
        Assert.True(ended > 300, $"only {ended} ended");

        // Two broke off with an error, Perplexity says no [DONE], and Writer's stream speaks a dialect of its own.
        Assert.Equal(4, unended.Count);
    }
}

using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.Translation;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects;

public sealed class LaneUsageTests
{
    [Fact]
    public void A_translated_recording_tells_the_usage_that_its_meter_reads()
    {
        var (same, odd) = (0, new List<string>());
        foreach (var exchange in Exchange.All.Where(e => e.Status == 200 && e is { Concatenated: false, Reply.Length: > 0 } && Recorded.Endpoint(e.Api) is not (null or Endpoint.Completions)))
        {
            var metered = Recorded.Read(exchange);
            if (metered is not { Usage: not null, Error: null, HasContent: true, Complete: true })
            {
                continue;
            }

            var format = Formats.Target(WireFormats.Of(Recorded.Endpoint(exchange.Api)!.Value)!.Value);
            var told = exchange.EventStream ? Streamed(format, exchange) : Whole(format, exchange);
            if (told == Translated.Spoken(metered.Usage))
            {
                same++;
            }
            else
            {
                odd.Add($"{exchange.Id}: {told} is not {metered.Usage}");
            }
        }

        Assert.True(odd.Count == 0, string.Join('\n', odd));
        Assert.True(same > 1200, $"only {same} were compared");
    }

    [Fact]
    public void What_Bedrock_recorded_adds_up_to_its_own_total()
    {
        var totals = 0;
        foreach (var recording in Recording.Of("bedrock.converse").Concat(Recording.Of("bedrock.converse_stream")).Where(one => one.Status == 200))
        {
            var stream = recording.Api.EndsWith("stream", StringComparison.Ordinal);
            var meter = Meters.For(Api.Anthropic, Endpoint.Converse, stream)!;
            meter.Write(recording.Reply);
            var reading = meter.Read();
            if (reading.Usage is { } usage && JsonDocument.Parse(reading.RawUsage!).RootElement.TryGetProperty("totalTokens", out var total))
            {
                Assert.True(Classes.AreSound(usage), recording.Id);
                Assert.Equal((recording.Id, total.GetInt64()), (recording.Id, usage.TotalInput + usage.Output));
                Assert.True(reading.UsageIsFinal, recording.Id);
                totals++;
            }
        }

        Assert.True(totals > 150, $"only {totals} totals were compared");
    }

    private static TokenUsage? Streamed(TargetFormat format, Exchange exchange) =>
        Translated.Events(format.Reader(Translated.For(exchange.Provider)), [exchange.Reply])[^1] is Ended { Usage: { } usage } ? Translated.Spoken(usage) : null;

    private static TokenUsage? Whole(TargetFormat format, Exchange exchange)
    {
        using var body = JsonDocument.Parse(exchange.Reply);
        if (body.RootElement.ValueKind == JsonValueKind.Array)
        {
            // The chunks of a Gemini stream.
            return Streamed(format, exchange);
        }

        return format.ReadReply(body.RootElement, Translated.For(exchange.Provider)).Usage is { } usage ? Translated.Spoken(usage) : null;
    }
}

using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects;

public sealed partial class RecordedUsageTests
{
    private static readonly IReadOnlyList<Exchange> Metered = [.. Exchange.All.Where(e => Recorded.Endpoint(e.Api) is not null)];

    [GeneratedRegex("\"(?:total_tokens|totalTokenCount)\":\\s*(\\d+)")]
    private static partial Regex Total();

    [Fact]
    public void Every_recording_reads_disjoint_classes_that_add_up_to_the_providers_total()
    {
        var totals = 0;
        foreach (var exchange in Metered)
        {
            var reading = Recorded.Read(exchange);
            if (reading.Usage is not { } usage)
            {
                continue;
            }

            Assert.True(Classes.AreSound(usage), exchange.Id);
            if (Total().Match(reading.RawUsage!) is not { Success: true } stated)
            {
                continue;
            }

            // Grok on Azure states its total without the cache.
            var sum = usage.TotalInput + usage.Output;
            var total = long.Parse(stated.Groups[1].Value, null);
            Assert.True(
                sum == total || (usage.CacheRead > usage.Input && sum - usage.CacheRead == total),
                $"{exchange.Id}: {usage} against {total}");
            totals++;
        }

        Assert.True(totals > 1000, $"only {totals} totals were compared");
    }

    [Fact]
    public void Every_recording_whose_text_has_usage_is_read()
    {
        var read = 0;
        foreach (var exchange in Metered)
        {
            var text = Encoding.UTF8.GetString(exchange.Reply);
            var expected = Regex.IsMatch(text, "\"(usage|usageMetadata)\":\\s*\\{[^}]*\"(prompt_tokens|input_tokens|promptTokenCount)\":\\s*\\d");

            // A stored response that is still in progress, or one inside tool output, may mention usage without reporting any.
            Assert.True(!expected || Recorded.Read(exchange).Usage is not null, exchange.Id);
            read += expected ? 1 : 0;
        }

        Assert.True(read > 1200, $"only {read} had usage");
    }

    [Fact]
    public void Successful_recordings_are_complete_and_name_a_model_and_failed_ones_an_error()
    {
        var odd = new List<string>();
        var silent = 0;

        // Writer's stream speaks a dialect of its own, and some recordings lost their body.
        foreach (var exchange in Metered.Where(e => e.Reply.Length > 0 && e.Provider != "writer"))
        {
            var reading = Recorded.Read(exchange);
            var fine = exchange.Status == 200
                ? reading is { Complete: true, Model: not null } or { Error: not null }
                : reading is { Error: not null, Usage: null };
            silent += reading is { Error: null, HasContent: false } ? 1 : 0;
            if (!fine)
            {
                odd.Add($"{exchange.Id} {exchange.Provider} {exchange.Api} {exchange.Status} {reading}");
            }
        }

        Assert.True(odd.Count == 0, string.Join('\n', odd));

        // A handful were blocked, were queued in the background, or said nothing.
        Assert.InRange(silent, 1, 10);
    }

    [Fact]
    public void The_usage_of_a_recording_that_ended_is_final_and_needs_no_estimate()
    {
        var final = 0;
        foreach (var exchange in Metered.Where(e => e.Status == 200))
        {
            if (Recorded.Read(exchange) is { Usage: not null, Complete: true } reading)
            {
                Assert.False(UsageEstimate.IsNeeded(reading), exchange.Id);
                final++;
            }
        }

        Assert.True(final > 1400, $"only {final} were final");
    }

    [Fact]
    public void Every_tier_speed_and_place_that_was_recorded_is_one_of_few()
    {
        var said = Metered.Select(e => Recorded.Read(e).Modifiers).ToHashSet();

        Assert.Subset(
            new HashSet<string?> { null, "default", "standard", "priority", "flex", "provisioned", "provisioned_throughput" },
            said.Select(one => one.ServiceTier).ToHashSet());
        Assert.Contains("flex", said.Select(one => one.ServiceTier));
        Assert.Contains("priority", said.Select(one => one.ServiceTier));
        Assert.Contains("global", said.Select(one => one.Geo));
    }

    [Fact]
    public void Any_split_of_a_recording_gives_the_same_reading()
    {
        var streams = Metered.Where(e => e.EventStream && e.Reply.Length < 100_000).ToList();
        Gen.Select(Gen.Int[0, streams.Count - 1], Gen.Int[1, 1000].Array[1, 20]).Sample((pick, steps) =>
        {
            var exchange = streams[pick];
            var cuts = new List<int>();
            for (var at = steps[0]; at < exchange.Reply.Length; at += steps[cuts.Count % steps.Length])
            {
                cuts.Add(at);
            }

            Assert.Equal(Recorded.Read(exchange), Recorded.Read(exchange, [.. cuts]));
        });
    }
}

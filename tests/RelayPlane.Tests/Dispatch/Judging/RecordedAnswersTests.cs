using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.Translation;
using RelayPlane.Dispatch.Judging;
using RelayPlane.Routing;
using RelayPlane.Tests.Dialects;
using RelayPlane.Tests.Routing;
using Xunit;

namespace RelayPlane.Tests.Dispatch.Judging;

/// <summary>What real providers have answered, judged by everything that there is.</summary>
public sealed class RecordedAnswersTests
{
    /// <summary>The recordings, by a part of their names, that were made of just such a fault.</summary>
    private static readonly (EscalateOn Fault, string Of)[] s_faulty =
    [
        // A model makes up arguments for a tool that takes none, and tools that nobody has declared.
        (EscalateOn.BadToolCall, "test_multimodal_tool_return_matrix"),

        // No limit was set, and the server cut at its own few tokens.
        (EscalateOn.Truncated, "test_vision"),

        // Told to call no tool, it said nothing at all.
        (EscalateOn.Empty, "respects_choice_none"),
        (EscalateOn.Refusal, "refused_completion"),
        (EscalateOn.Refusal, "content_filtering"),
        (EscalateOn.Refusal, "real_block"),
    ];

    [Fact]
    public void Nothing_is_found_wrong_with_a_good_answer_and_what_is_wrong_is_found()
    {
        var faults = Judged().ToList();
        Assert.DoesNotContain(faults, fault => !s_faulty.Any(known => known.Fault == fault.Fault && fault.Id.Contains(known.Of, StringComparison.Ordinal)));
        Assert.All(s_faulty, known => Assert.Contains(faults, fault => known.Fault == fault.Fault && fault.Id.Contains(known.Of, StringComparison.Ordinal)));
    }

    private static IEnumerable<(EscalateOn Fault, string Id)> Judged()
    {
        var judged = 0;
        foreach (var exchange in Exchange.All)
        {
            if (exchange.Status != 200 || exchange.Concatenated || Recorded.Endpoint(exchange.Api) is not { } endpoint || WireFormats.Of(endpoint) is not { } format
                || RequestScan.Scan(exchange.Request, endpoint).Value is not { } facts)
            {
                continue;
            }

            using var expected = Expected.Of(Calls.Of(Recorded.Api(exchange.Api), endpoint) with { Body = exchange.Request, Facts = facts });
            var streamed = exchange.EventStream || endpoint == Endpoint.StreamGenerateContent;
            if (expected is null || ReplyReading.Of(Formats.Target(format), new EncodeFor(exchange.Provider, "m", new ModelTraits()), exchange.Reply, streamed).Reply is not { } reply)
            {
                continue;
            }

            judged++;
            if (Judge.Of(reply, expected, EscalateOn.Judged) is { } fault)
            {
                yield return (fault, exchange.Id);
            }
        }

        Assert.True(judged > 2000, $"Only {judged} recorded answers could be read.");
    }
}

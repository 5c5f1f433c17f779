using RelayPlane.Cli;
using RelayPlane.Dispatch;
using RelayPlane.Ledger;
using RelayPlane.Metering;
using RelayPlane.Tests.Ledger;
using Xunit;

namespace RelayPlane.Tests.Cli;

public sealed class TailLineTests
{
    private static readonly TimeZoneInfo s_tokyo = TimeZoneInfo.CreateCustomTimeZone("T", TimeSpan.FromHours(9), "T", "T");

    [Fact]
    public void A_usual_call_is_one_line_under_its_heads()
    {
        var call = Entries.Call("019b1c2d3e4f7000a000000000000000", Entries.Attempt(usage: new(1_600, 10_000, 400, 0, 520, 0)) with { Quote = new(PriceStatus.Priced, new Money(31_400_000)) }) with
        {
            Agent = "claude-code",
            Session = "3f2a91c0-77aa-4c1e",
            ModelRequested = "claude-haiku-4-5",
            Total = TimeSpan.FromSeconds(4.2),
        };

        var heads = Text(TailLine.Heads());
        var line = Text(TailLine.Of(call, s_tokyo));

        Assert.Equal("time      who                    model                       status      in  cached     out       cost      took  call", heads);
        Assert.Equal("21:00:00  claude-code/3f2a91c0   claude-haiku-4-5            200      12.0k    83 %     520     $0.031    4.20 s  019b1c2d3e4f", line);
    }

    [Fact]
    public void What_was_not_as_usual_is_told_at_the_end()
    {
        var call = Entries.Call("a", Entries.Attempt() with { Verdict = Verdict.Overloaded, Usage = null, HasContent = false }, Entries.Attempt("gpt-5", 2) with { Provider = "openai" }) with
        {
            Queue = TimeSpan.FromSeconds(1.5),
            Dropped = "top_k",
            Budget = "daily at 80 %",
        };

        Assert.Equal("2 attempts, last openai · queued 1.50 s · dropped top_k · daily at 80 %", TailLine.Notes(call));
    }

    [Fact]
    public void Another_model_than_the_one_asked_for_is_shown_beside_it() =>
        Assert.Equal("fast → gpt-5", CallWords.Model(Entries.Call("a", Entries.Attempt("gpt-5")) with { ModelRequested = "fast" }));

    [Fact]
    public void A_provider_before_the_name_makes_no_other_model() =>
        Assert.Equal("gpt-5", CallWords.Model(Entries.Call("a", Entries.Attempt("gpt-5")) with { ModelRequested = "openai/gpt-5" }));

    [Theory]
    [InlineData(null, 0, false, "–")]
    [InlineData(null, 1, false, "unpriced")]
    [InlineData(31_400_000L, 0, false, "$0.031")]
    [InlineData(31_400_000L, 0, true, "~$0.031")]
    [InlineData(31_400_000L, 1, false, "$0.031 + ?")]
    public void A_cost_says_what_is_not_known_of_it(long? nano, int unpriced, bool estimated, string text) =>
        Assert.Equal(text, CallWords.Cost(new CallCost(nano is { } known ? new Money(known) : null, unpriced, estimated)));

    [Fact]
    public void A_name_from_outside_cannot_drive_the_terminal()
    {
        var call = Entries.Call("a", Entries.Attempt()) with { Agent = "\u001b[2Jx", ModelRequested = "[red]\u0007", Error = "\u001b]0;x\u0007", Outcome = Outcome.Failed };

        Assert.DoesNotContain(Text(TailLine.Of(call, TimeZoneInfo.Utc)), char.IsControl);
    }

    private static string Text(Spectre.Console.Paragraph line)
    {
        var output = new StringWriter();
        Screen.ForLines(output).Write(line);
        return output.ToString();
    }
}

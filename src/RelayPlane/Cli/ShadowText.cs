using RelayPlane.Metering;
using RelayPlane.Replay.Calibrating;

namespace RelayPlane.Cli;

/// <summary>What is said of a shadow run before and after it.</summary>
internal static class ShadowText
{
    private const int LongestSaid = 60;

    public static string Before(ShadowEstimate estimate, string judge, Money most, bool dryRun)
    {
        if (estimate.Pairs == 0)
        {
            return "No recorded call of the last 30 days can be asked again: it must be one that was routed, or would have been, with its words kept and without a label yet.";
        }

        var others = estimate.Models.SkipLast(1).ToList();
        return $"The shadow run {(dryRun ? "would ask" : "asks")} {StatsText.Calls(estimate.Pairs)} again and {(dryRun ? "have" : "has")} {CallWords.Clean(judge)} judge each twice: "
            + $"{StatsText.Count(3L * estimate.Pairs)} calls, at most about {StatsText.Amount(estimate.Most)}"
            + (estimate.Most > most ? $", of which --max-usd allows {StatsText.Amount(most)}. " : ". ")
            + $"Their recorded prompts go to {string.Join(", ", others.Select(CallWords.Clean))}{(others.Contains(judge) ? "" : $" and {CallWords.Clean(judge)}")}."
            + (dryRun ? " Nothing is sent." : "");
    }

    /// <param name="brokeOff">Whether why it ended is said elsewhere.</param>
    public static IEnumerable<string> After(ShadowRun run, int count, ShadowBill bill, Money most, bool brokeOff)
    {
        var tally = run.Tally;
        yield return $"{StatsText.Count(tally.Done)} of {StatsText.Calls(count)} asked again: {StatsText.Count(tally.Good)} good{(tally.Ties > 0 ? $" ({StatsText.Count(tally.Ties)} of them no better than the other answer)" : "")}, {StatsText.Count(tally.Bad)} bad. "
            + $"{(bill.IsKnown ? "" : "At most ")}{StatsText.Amount(bill.Spent)} spent of {StatsText.Amount(most)}.";
        if (run.IsOutOfMoney)
        {
            yield return $"Stopped there: the next might cost over the {StatsText.Amount(most)} of --max-usd.";
        }

        if (tally.Contradictions > 0)
        {
            yield return $"Without a label: {StatsText.Count(tally.Contradictions)}, of which the judge said another answer was better when their order was swapped.";
        }

        if (tally.Unread is { } unread)
        {
            yield return $"Without a label: {StatsText.Count(tally.Unreadable)}, of which the judge said neither A, B nor T, but {Short(unread)}.";
        }

        if (tally.Wordless > 0)
        {
            yield return $"Without a label: {StatsText.Count(tally.Wordless)}, which the other model answered without words.";
        }

        if (tally.Failures > 0)
        {
            yield return $"Without a label: {StatsText.Count(tally.Failures)}, which failed.{(brokeOff && tally.FailuresInARow > 0 ? "" : $" The last: {tally.Trouble}")}";
        }
    }

    private static string Short(string said) => CallWords.Clean(said.Trim()) switch
    {
        "" => "nothing",
        { Length: > LongestSaid } text => $"'{text[..LongestSaid]}…'",
        var text => $"'{text}'",
    };
}

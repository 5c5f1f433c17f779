using RelayPlane.Catalog;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Metering;
using RelayPlane.Replay.Calibrating;

namespace RelayPlane.Cli;

/// <summary>
/// Asks the calls of a shadow run again, one after the other, and has each judged in both orders. It ends early before it would cost more than it may, where
/// nobody answers, and where the judge cannot be believed.
/// </summary>
/// <param name="most">What it may cost.</param>
internal sealed class ShadowRun(ShadowAsk asking, PriceBook prices, string judge, Money most, Labels labels, ShadowBill bill, TimeProvider clock)
{
    private readonly List<string> _labelled = [];

    public ShadowTally Tally { get; private set; } = new();

    /// <summary>Whether it ended since more might have cost too much.</summary>
    public bool IsOutOfMoney { get; private set; }

    /// <returns>Why it broke off; null where it did not.</returns>
    public async Task<string?> RunAsync(IEnumerable<ShadowPair> pairs, ShadowProgress progress, CancellationToken cancel)
    {
        foreach (var pair in pairs)
        {
            var (again, judged) = (pair.Again(prices, clock.GetUtcNow()) ?? default, pair.Judged(prices, judge, clock.GetUtcNow()) ?? default);
            if (bill.Spent + again + judged > most)
            {
                IsOutOfMoney = true;
                return null;
            }

            await AskAsync(pair, again, judged, cancel);
            progress.Say(Tally.Done, bill.Spent);
            if (Tally.FailuresInARow == ShadowTally.MostFailures)
            {
                return $"The shadow run broke off after {ShadowTally.MostFailures} failures one after the other. {Tally.Trouble}";
            }

            if (Tally.JudgeIsBroken)
            {
                TakeBack();
                return $"The shadow run broke off: more than half of what {judge} said is no judgement, so it keeps none of its labels. Take another model as --judge.";
            }
        }

        return null;
    }

    private async Task AskAsync(ShadowPair pair, Money again, Money judged, CancellationToken cancel)
    {
        var other = await asking.AgainAsync(pair, cancel);
        if (other.Trouble is not null || other.Words.Length == 0)
        {
            Tally = other.Trouble is null ? Tally.WithoutWords() : Tally.Failed($"{pair.Model} did not answer: {other.Trouble}");
            await bill.AddAsync([other], again, cancel);
            return;
        }

        var (routed, asked) = pair.RecordedIsRouted ? (pair.Answer, other.Words) : (other.Words, pair.Answer);
        var ahead = await asking.JudgeAsync(pair, JudgePrompt.Body(judge, pair.Request.Span, routed, asked), cancel);
        ShadowReply[] replies = ahead.Trouble is null ? [other, ahead, await asking.JudgeAsync(pair, JudgePrompt.Body(judge, pair.Request.Span, asked, routed), cancel)] : [other, ahead];
        await bill.AddAsync(replies, again + judged, cancel);
        if (replies[^1].Trouble is { } why)
        {
            Tally = Tally.Failed($"The judge {judge} did not answer: {why}");
            return;
        }

        (Tally, var good) = Tally.Judged(ahead.Words, replies[^1].Words);

        // A label belongs to the answer that routing gave, or would have given.
        if (good is not null && (pair.RecordedIsRouted ? pair.Id : other.Call) is { } id && labels.Write(id, good, LabelSource.Judge, clock.GetUtcNow()))
        {
            _labelled.Add(id);
        }
    }

    private void TakeBack()
    {
        foreach (var id in _labelled)
        {
            _ = labels.Write(id, null, LabelSource.Judge, clock.GetUtcNow());
        }
    }
}

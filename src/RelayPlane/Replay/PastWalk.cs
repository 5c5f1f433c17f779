using RelayPlane.Ledger.Decisions;
using RelayPlane.Metering;

namespace RelayPlane.Replay;

/// <summary>Recorded calls of a time, as replays need them: in order, and only what was answered and paid for.</summary>
internal sealed class PastWalk(PastCalls calls, DateTimeOffset from, DateTimeOffset to, Places places)
{
    private const int BetweenLooks = 1024;

    /// <param name="leftOut">Counts the others; null for a walk whose others nobody counts.</param>
    public IEnumerable<PastStep> Steps(LeftOut? leftOut, CancellationToken cancel)
    {
        var seen = 0L;
        foreach (var past in calls.Read(from, to))
        {
            if (seen++ % BetweenLooks == 0)
            {
                cancel.ThrowIfCancellationRequested();
            }

            if (ShadowCall.Is(past.Agent))
            {
                leftOut?.Add("a shadow run sent them");
            }
            else if (Prompt.Of(past, places) is not { } prompt)
            {
                leftOut?.Add("no answer was recorded whose tokens are known");
            }
            else if (Prompt.Answer(past)!.Cost is not { } paid)
            {
                leftOut?.Add($"no price is known for {prompt.Answered}");
            }
            else
            {
                yield return new PastStep(past, prompt, paid, Total(past));
            }
        }
    }

    private static Money Total(PastCall past)
    {
        var total = new Money(0);
        foreach (var attempt in past.Attempts)
        {
            total += attempt.Cost ?? new Money(0);
        }

        return total;
    }
}

/// <summary>One recorded call.</summary>
/// <param name="Paid">For the attempt that answered.</param>
/// <param name="Total">For all attempts.</param>
internal sealed record PastStep(PastCall Past, Prompt Prompt, Money Paid, Money Total);

using RelayPlane.Dispatch;

namespace RelayPlane.Ledger.Deliveries;

/// <summary>What a call that runs a model says about its delivery. Pure.</summary>
internal static class Delivery
{
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(1);

    /// <summary>Counts the call, which goes under the attempt that its reply came from; what its attempts cost is counted where each went.</summary>
    public static void Count(CallEntry call, DeliveryTally tally)
    {
        tally.Add(DeliverySum.Requests, 1);
        tally.Add(DeliverySum.Errors, call.Outcome is Outcome.Refused or Outcome.Failed ? 1 : 0);
        tally.Add(DeliverySum.Seen, call.Limited || call.Status is 429 or 529 ? 1 : 0);
        if (call.Queue > s_shortestWait)
        {
            tally.Add(DeliverySum.WaitedCalls, 1);
            tally.Add(DeliverySum.WaitedUs, RollupBatch.Microseconds(call.Queue));
        }

        tally[DeliverySpread.Queue].Add(RollupBatch.Microseconds(call.Queue));
        tally[DeliverySpread.Total].Add(RollupBatch.Microseconds(call.Total));
        if (call is { FirstByte: { } first, Status: < 400 })
        {
            tally[DeliverySpread.FirstToken].Add(RollupBatch.Microseconds(first));
        }

        if (call is { Outcome: Outcome.Answered, Given: { } given })
        {
            CountAnswer(call, given, tally);
        }
    }

    public static void Count(AttemptEntry attempt, bool isRun, DeliveryTally tally)
    {
        if (isRun)
        {
            tally.Add(DeliverySum.Runs, 1);
            tally.Add(DeliverySum.Unpriced, attempt.Paid is null ? 1 : 0);
            tally.Add(DeliverySum.CostNano, attempt.Paid?.NanoUsd ?? 0);
        }
    }

    private static void CountAnswer(CallEntry call, AttemptEntry given, DeliveryTally tally)
    {
        tally.Add(DeliverySum.Fallbacks, IsFallback(call) ? 1 : 0);
        if (call.Stream && Speed(given) is { } speed)
        {
            tally[DeliverySpread.Speed].Add(speed);
        }

        bool absorbed = false;
        foreach (AttemptEntry attempt in call.Attempts)
        {
            if (attempt != given && RefusedBy(attempt.Verdict) is { } sum)
            {
                tally.Add(sum, 1);
                absorbed = true;
            }
        }

        tally.Add(DeliverySum.AbsorbedCalls, absorbed ? 1 : 0);
    }

    private static DeliverySum? RefusedBy(Verdict verdict) => verdict switch
    {
        Verdict.RateLimited => DeliverySum.RateLimited,
        Verdict.Overloaded => DeliverySum.Overloaded,
        Verdict.Faulted => DeliverySum.Faulted,
        Verdict.TimedOut => DeliverySum.TimedOut,
        _ => null,
    };

    /// <summary>Whether the reply came from another target than the first of the plan.</summary>
    public static bool IsFallback(CallEntry call)
    {
        if (call.Given is not { } answered)
        {
            return false;
        }

        ReadOnlySpan<char> first = call.Plan;
        if (first.IndexOf(',') is >= 0 and var end)
        {
            first = first[..end];
        }

        int provider = answered.Provider.Length;
        return !first.IsEmpty
            && !(first.Length == provider + 1 + answered.Model.Length && first.StartsWith(answered.Provider) && first[provider] == '/' && first.EndsWith(answered.Model));
    }

    /// <summary>What comes within so short a time, in microseconds, came in one piece, and says nothing of a speed.</summary>
    private const long OnePiece = 20_000;

    /// <summary>In output tokens per thousand seconds. A reply that is not streamed comes at once, whenever its tokens were made.</summary>
    private static long? Speed(AttemptEntry attempt)
    {
        if (attempt is not { Verdict: Verdict.Answered, Usage.Output: > 0 and var output, FirstByte: { } first })
        {
            return null;
        }

        long microseconds = RollupBatch.Microseconds(attempt.Total - first);
        return microseconds >= OnePiece ? (long)(output * 1e9 / microseconds) : null;
    }
}

using RelayPlane.Ledger;
using RelayPlane.Metering;

namespace RelayPlane.Cli;

/// <summary>What a shadow run has spent, by the ledger, to which a call comes a moment after it is answered.</summary>
internal sealed class ShadowBill(CallsReader calls, TimeProvider clock)
{
    private const int Tries = 20;
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(250);

    public Money Spent { get; private set; }

    /// <summary>Whether all of it is known; else some is counted as the most that it may have been.</summary>
    public bool IsKnown { get; private set; } = true;

    /// <param name="most">What they cost at most, where the ledger does not tell.</param>
    public async Task AddAsync(IEnumerable<ShadowReply> replies, Money most, CancellationToken cancel)
    {
        var sum = new Money(0);
        foreach (var reply in replies.Where(reply => reply.Sent))
        {
            if (reply.Call is not { } id || await FindAsync(id, cancel) is not { } call || call.Attempts.Any(attempt => attempt.Quote is { Status: PriceStatus.Unpriced }))
            {
                (Spent, IsKnown) = (Spent + most, false);
                return;
            }

            sum = call.Attempts.Aggregate(sum, (so, attempt) => so + (attempt.Paid ?? default));
        }

        Spent += sum;
    }

    private async Task<CallEntry?> FindAsync(string id, CancellationToken cancel)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (calls.Find(id) is { } call)
            {
                return call;
            }

            await Task.Delay(s_between, clock, cancel);
        }

        return null;
    }
}

using RelayPlane.Metering;

namespace RelayPlane.Ledger;

/// <summary>What a call cost: the sum of its attempts, and how much of it is not known.</summary>
/// <param name="Known">The sum of what has a price; null where nothing has one.</param>
/// <param name="Unpriced">Attempts that used something of which no price is known.</param>
/// <param name="Estimated">Whether any part of the sum was guessed.</param>
internal readonly record struct CallCost(Money? Known, int Unpriced, bool Estimated)
{
    public static CallCost Of(CallEntry call)
    {
        Money? known = null;
        var (unpriced, estimated) = (0, false);
        foreach (var attempt in call.Attempts)
        {
            if (attempt.Paid is { } cost)
            {
                known = (known ?? default) + cost;
                estimated |= attempt.Quote is { Status: PriceStatus.Estimated };
            }
            else if (Words.IsRun(call, attempt))
            {
                unpriced++;
            }
        }

        return new(known, unpriced, estimated);
    }
}

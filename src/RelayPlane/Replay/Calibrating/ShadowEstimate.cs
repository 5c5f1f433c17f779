using RelayPlane.Catalog;
using RelayPlane.Metering;

namespace RelayPlane.Replay.Calibrating;

/// <summary>What a shadow run would do, told before it does it. Pure.</summary>
/// <param name="Pairs">How many recorded calls it would ask again, each of which is judged twice.</param>
/// <param name="Most">What that costs at most, about; of those whose price is known.</param>
/// <param name="Models">Which models are sent the recorded prompts, the judge last.</param>
/// <param name="Unpriced">Which of them have no price.</param>
internal sealed record ShadowEstimate(int Pairs, Money Most, IReadOnlyList<string> Models, IReadOnlyList<string> Unpriced)
{
    public static ShadowEstimate Of(IEnumerable<ShadowPair> pairs, PriceBook prices, string judge, DateTimeOffset now)
    {
        var (count, most) = (0, new Money(0));
        SortedSet<string> models = new(StringComparer.Ordinal);
        SortedSet<string> unpriced = new(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            count++;
            models.Add(pair.Model);
            most += Priced(pair.Again(prices, now), pair.Model) + Priced(pair.Judged(prices, judge, now), judge);
        }

        return new(count, most, [.. models, judge], [.. unpriced]);

        Money Priced(Money? cost, string model)
        {
            if (cost is null)
            {
                unpriced.Add(model);
            }

            return cost ?? default;
        }
    }
}

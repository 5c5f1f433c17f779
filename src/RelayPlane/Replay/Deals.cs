using RelayPlane.Routing;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Replay;

/// <summary>
/// The control: the same shares of tiers, dealt to conversations at random. What a policy gains over it is what its choice is worth; what the control gains is
/// only that cheaper models are cheaper. Each conversation is reckoned once wholly on each tier, from where it climbs as the policy's calls do; the mean of all
/// deals there are follows from that exactly.
/// </summary>
internal sealed class Deals(Tiers tiers, Ratios ratios, Places places, Ascent ascent)
{
    private static readonly Tier[] All = Enum.GetValues<Tier>();

    private readonly World[] _worlds = [new(ratios), new(ratios), new(ratios)];
    private readonly double[] _nano = new double[3];
    private readonly double[] _quality = new double[3];
    private readonly Sums _left = new();
    private readonly Sums _chosen = new();

    /// <summary>By the place that they begin at. The router builds them for what it chooses, and what it never chooses is not dealt.</summary>
    private readonly Dictionary<int, Ladder> _ladders = [];

    /// <summary>A call that the policy has decided.</summary>
    /// <param name="ladder">What it may climb from where it went; null for nothing.</param>
    /// <param name="cost">What it costs under the policy.</param>
    public void Deal(PastStep step, Ladder? ladder, Heads heads, double cost, Tier tier, double quality)
    {
        if (ladder is not null)
        {
            _ladders[places.Of(ladder.Steps[0]).Index] = ladder;
        }

        _chosen.Add(cost, tier, quality);
        foreach (var one in All)
        {
            // A tier that no decision has named yet costs what the policy pays.
            var (nano, good) = tiers.At(one) is { } place && Reckon(step, one, place, heads) is { } reckoned ? reckoned : (cost, Tiers.Quality(heads, one));
            _nano[(int)one] += nano;
            _quality[(int)one] += good;
        }
    }

    /// <summary>A call that the policy leaves where it is.</summary>
    public void Leave(double cost, Tier tier, double quality) => _left.Add(cost, tier, quality);

    /// <summary>What all deals come to on average.</summary>
    public Sums Dealt()
    {
        var sums = new Sums();
        foreach (var tier in All)
        {
            sums.Add(_left.Cost.NanoUsd * _left.Share(tier), tier, _left.Quality, _left.Calls * _left.Share(tier));
            if (_chosen.Calls > 0)
            {
                sums.Add(_chosen.Share(tier) * _nano[(int)tier], tier, _quality[(int)tier] / _chosen.Calls, _chosen.Calls * _chosen.Share(tier));
            }
        }

        return sums;
    }

    private (double Nano, double Quality)? Reckon(PastStep step, Tier tier, Place place, Heads heads)
    {
        var (world, own) = (_worlds[(int)tier], step.Paid);
        var there = step.Prompt.As(step.Past, place, ref own);
        if (world.Spend(there, place, own) is not { } spent)
        {
            return null;
        }

        return _ladders.TryGetValue(place.Index, out var ladder)
            ? ascent.Of(world, ladder, ladder.Steps[0], step.Past, step.Prompt, step.Paid, heads, spent.Cost)
            : (spent.Cost.NanoUsd, Tiers.Quality(heads, tier));
    }
}

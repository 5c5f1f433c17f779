using RelayPlane.Metering;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Replay;

/// <summary>
/// The control: the same shares of tiers, dealt to conversations at random. What a policy gains over it is what its choice is worth; what the control gains is
/// only that cheaper models are cheaper. Each conversation is reckoned once wholly on each tier; the mean of all deals there are follows from that exactly.
/// </summary>
internal sealed class Deals(Ratios ratios)
{
    private static readonly Tier[] All = Enum.GetValues<Tier>();

    private readonly World[] _worlds = [new(ratios), new(ratios), new(ratios)];
    private readonly double[] _nano = new double[3];
    private readonly double[] _quality = new double[3];
    private readonly Sums _left = new();
    private readonly Sums _chosen = new();

    /// <summary>A call that the policy has decided.</summary>
    /// <param name="cost">What it costs under the policy.</param>
    public void Deal(in Prompt prompt, Tiers tiers, Heads heads, Money paid, double cost, Tier tier, double quality)
    {
        _chosen.Add(cost, tier, quality);
        foreach (var one in All)
        {
            // A tier that no decision has named yet costs what the policy pays.
            var spent = tiers.At(one) is { } place ? _worlds[(int)one].Spend(prompt, place, paid) : null;
            _nano[(int)one] += spent?.Cost.NanoUsd ?? cost;
            _quality[(int)one] += Tiers.Quality(heads, one);
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
}

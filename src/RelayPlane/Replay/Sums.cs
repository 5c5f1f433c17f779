using RelayPlane.Metering;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Replay;

/// <summary>What calls cost and how good they are expected to be, summed.</summary>
internal sealed class Sums
{
    private readonly double[] _tiers = new double[3];
    private double _nano;
    private double _quality;

    public double Calls { get; private set; }

    public Money Cost => new((long)Math.Round(_nano));

    public double Quality => Calls > 0 ? _quality / Calls : 0;

    public void Add(double nano, Tier tier, double quality, double calls = 1)
    {
        _nano += nano;
        _tiers[(int)tier] += calls;
        _quality += quality * calls;
        Calls += calls;
    }

    public double Share(Tier tier) => Calls > 0 ? _tiers[(int)tier] / Calls : 0;
}

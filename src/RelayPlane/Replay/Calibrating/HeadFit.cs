using RelayPlane.Routing.Scoring;

namespace RelayPlane.Replay.Calibrating;

/// <summary>
/// Fits each head to the labels of its own tier: a slope and a shift, which say how harsh they are. Labels of one tier say nothing against another: a judge's
/// say only that a cheap answer is as good as a dear one. Few labels leave a head as it is: both numbers are pulled to where they change nothing.
/// </summary>
internal static class HeadFit
{
    private const int Steps = 25;
    private const double Smallest = .05;

    /// <summary>How hard slope and shift are pulled, in labels' worth.</summary>
    private const double SlopePull = 5;
    private const double ShiftPull = 1;

    public static Calibrated Of(IReadOnlyList<Labelled> labels) => new(Of(labels, Tier.Simple), Of(labels, Tier.Moderate), Of(labels, Tier.Complex));

    /// <summary>How surprising a label is to a head; less is better.</summary>
    public static double LogLoss(Labelled label, Calibrated heads)
    {
        var odds = (heads.Of(label.Tier).A * label.LogOdds) + heads.Of(label.Tier).B;

        // Of a bad answer log(1 + e^x), of a good one log(1 + e^-x), without overflow.
        var against = label.Good ? -odds : odds;
        return against > 0 ? against + Math.Log(1 + Math.Exp(-against)) : Math.Log(1 + Math.Exp(against));
    }

    private static HeadCalibration Of(IReadOnlyList<Labelled> labels, Tier tier)
    {
        Labelled[] own = [.. labels.Where(label => label.Tier == tier)];
        if (own.Length == 0)
        {
            return HeadCalibration.Identity;
        }

        var (slope, shift) = (1.0, 0.0);
        for (var step = 0; step < Steps; step++)
        {
            var (bySlope, byShift) = Step(own, slope, shift);
            (slope, shift) = (slope - Math.Clamp(bySlope, -1, 1), shift - Math.Clamp(byShift, -1, 1));
        }

        return new(Math.Max(Smallest, slope), shift);
    }

    /// <summary>Newton's: the gradient over the curvature. The pull keeps that from being flat.</summary>
    private static (double Slope, double Shift) Step(Labelled[] labels, double slope, double shift)
    {
        var (bySlope, byShift) = (SlopePull * (slope - 1), ShiftPull * shift);
        var (slopes, both, shifts) = (SlopePull, 0.0, ShiftPull);
        foreach (var label in labels)
        {
            var chance = 1 / (1 + Math.Exp(-((slope * label.LogOdds) + shift)));
            var (off, weight) = (chance - (label.Good ? 1 : 0), chance * (1 - chance));
            bySlope += off * label.LogOdds;
            byShift += off;
            slopes += weight * label.LogOdds * label.LogOdds;
            both += weight * label.LogOdds;
            shifts += weight;
        }

        var size = (slopes * shifts) - (both * both);
        return (((bySlope * shifts) - (byShift * both)) / size, ((byShift * slopes) - (bySlope * both)) / size);
    }
}

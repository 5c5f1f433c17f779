using RelayPlane.Routing.Scoring;

namespace RelayPlane.Replay.Calibrating;

/// <summary>
/// Fits the heads to labels: one slope and one shift for all, which say how harsh the labels are, and a small shift of each head's own. Few labels leave the
/// heads as they are: every parameter is pulled to where it changes nothing.
/// </summary>
internal static class HeadFit
{
    private const int Parameters = 5;
    private const int Steps = 25;
    private const double Smallest = .05;

    /// <summary>How hard slope, shift, and the heads' own shifts are pulled, in labels' worth.</summary>
    private static readonly double[] Pull = [5, 1, 10, 10, 10];

    private static readonly double[] Neutral = [1, 0, 0, 0, 0];

    public static Calibrated Of(IReadOnlyList<Labelled> labels)
    {
        double[] at = [.. Neutral];
        for (var step = 0; step < Steps; step++)
        {
            var (gradient, curvature) = Derive(labels, at);
            Solve(curvature, gradient);
            for (var i = 0; i < Parameters; i++)
            {
                at[i] -= Math.Clamp(gradient[i], -1, 1);
            }
        }

        var slope = Math.Max(Smallest, at[0]);
        return new Calibrated(new(slope, at[1] + at[2]), new(slope, at[1] + at[3]), new(slope, at[1] + at[4]));
    }

    /// <summary>How surprising a label is to a head; less is better.</summary>
    public static double LogLoss(Labelled label, Calibrated heads)
    {
        var odds = (heads.Of(label.Tier).A * label.LogOdds) + heads.Of(label.Tier).B;

        // Of a bad answer log(1 + e^x), of a good one log(1 + e^-x), without overflow.
        var against = label.Good ? -odds : odds;
        return against > 0 ? against + Math.Log(1 + Math.Exp(-against)) : Math.Log(1 + Math.Exp(against));
    }

    private static (double[] Gradient, double[,] Curvature) Derive(IReadOnlyList<Labelled> labels, double[] at)
    {
        var (gradient, curvature) = (new double[Parameters], new double[Parameters, Parameters]);
        for (var i = 0; i < Parameters; i++)
        {
            gradient[i] = Pull[i] * (at[i] - Neutral[i]);
            curvature[i, i] = Pull[i];
        }

        Span<double> with = stackalloc double[Parameters];
        foreach (var label in labels)
        {
            with.Clear();
            with[0] = label.LogOdds;
            with[1] = 1;
            with[2 + (int)label.Tier] = 1;
            var odds = 0.0;
            for (var i = 0; i < Parameters; i++)
            {
                odds += at[i] * with[i];
            }

            var chance = 1 / (1 + Math.Exp(-odds));
            for (var i = 0; i < Parameters; i++)
            {
                gradient[i] += (chance - (label.Good ? 1 : 0)) * with[i];
                for (var j = 0; j < Parameters; j++)
                {
                    curvature[i, j] += chance * (1 - chance) * with[i] * with[j];
                }
            }
        }

        return (gradient, curvature);
    }

    /// <summary>Turns a gradient into a step. The pull keeps the diagonal above zero, so no row has to be exchanged.</summary>
    private static void Solve(double[,] matrix, double[] values)
    {
        for (var column = 0; column < Parameters; column++)
        {
            for (var row = 0; row < Parameters; row++)
            {
                if (row != column)
                {
                    var factor = matrix[row, column] / matrix[column, column];
                    for (var i = column; i < Parameters; i++)
                    {
                        matrix[row, i] -= factor * matrix[column, i];
                    }

                    values[row] -= factor * values[column];
                }
            }
        }

        for (var i = 0; i < Parameters; i++)
        {
            values[i] /= matrix[i, i];
        }
    }
}

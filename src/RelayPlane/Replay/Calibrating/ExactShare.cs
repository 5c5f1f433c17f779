namespace RelayPlane.Replay.Calibrating;

/// <summary>How great a share must be, by what was seen of it: Clopper and Pearson's bound, which holds for few as well, and for shares near 0 and 1. Pure.</summary>
internal static class ExactShare
{
    /// <summary>Of a 95 % interval, on each side.</summary>
    private const double Tail = .025;

    private const int Halvings = 50;

    /// <summary>The least share with which as many hits as these, or more, are no mere chance.</summary>
    public static double Lower(int hits, int count)
    {
        var (low, high) = (0.0, count > 0 ? (double)hits / count : 0);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = middle > 0 && AtLeast(hits, count, middle) < Tail ? (middle, high) : (low, middle);
        }

        return low;
    }

    public static double Upper(int hits, int count) => 1 - Lower(count - hits, count);

    /// <summary>How likely so many hits or more are. In logarithms, since the terms become as small as their number is great.</summary>
    private static double AtLeast(int hits, int count, double share)
    {
        var log = (hits * Math.Log(share)) + ((count - hits) * Math.Log(1 - share));
        for (var k = 1; k <= count - hits; k++)
        {
            log += Math.Log((double)(hits + k) / k);
        }

        var (term, sum) = (Math.Exp(log), 0.0);
        for (var k = hits; k <= count; k++)
        {
            sum += term;
            term *= (double)(count - k) / (k + 1) * share / (1 - share);
        }

        return sum;
    }
}

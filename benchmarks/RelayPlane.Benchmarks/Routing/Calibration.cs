namespace RelayPlane.Benchmarks.Routing;

/// <summary>How far what is said lies from what happens: prompts in ten bins by what was said of them, and the mean distance of both means.</summary>
internal static class Calibration
{
    private const int Bins = 10;

    public static double Error(IEnumerable<(double Said, double Happened, double Weight)> prompts)
    {
        var bins = new (double Said, double Happened, double Weight)[Bins];
        foreach (var (said, happened, weight) in prompts)
        {
            ref var bin = ref bins[Math.Clamp((int)(said * Bins), 0, Bins - 1)];
            bin = (bin.Said + said * weight, bin.Happened + happened * weight, bin.Weight + weight);
        }

        return bins.Sum(bin => Math.Abs(bin.Said - bin.Happened)) / bins.Sum(bin => bin.Weight);
    }
}

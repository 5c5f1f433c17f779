using System.Diagnostics;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Benchmarks.Routing;

/// <summary>What a score costs, on one thread.</summary>
/// <param name="Bytes">Allocated by a score, on average.</param>
internal sealed record Speed(double Mean, double P99, double Longest, double Bytes)
{
    public static Speed Measure(IReadOnlyList<Asking> prompts)
    {
        var (features, took) = (new byte[Scorer.FeatureBytes], new double[prompts.Count]);
        for (var warm = 0; warm < 3; warm++)
        {
            foreach (var prompt in prompts)
            {
                prompt.Score(Scorer.Trained, features);
            }
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var call = 0; call < prompts.Count; call++)
        {
            var started = Stopwatch.GetTimestamp();
            prompts[call].Score(Scorer.Trained, features);
            took[call] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        }

        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)prompts.Count;
        Array.Sort(took);

        // Ten million bytes: only both ends are looked at, so this is as slow as it gets.
        var filler = new byte[10_000_000];
        for (var at = 0; at < filler.Length; at++)
        {
            filler[at] = prompts[at % 97].Text[at / 97 % prompts[at % 97].Text.Length];
        }

        var huge = prompts[0] with { Text = filler };
        var longest = Enumerable.Range(0, 200).Select(_ =>
        {
            var started = Stopwatch.GetTimestamp();
            huge.Score(Scorer.Trained, features);
            return Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        }).Order().ElementAt(197);
        return new Speed(took.Average(), took[took.Length * 99 / 100], longest, allocated);
    }
}

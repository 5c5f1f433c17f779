namespace RelayPlane.Benchmarks.Routing;

/// <summary>How far a figure would move on other prompts of the same kinds: each source is drawn anew from itself, with replacement.</summary>
internal static class Bootstrap
{
    private const int Draws = 200;
    private const int Seed = 7;

    /// <returns>The figure, and the range that 95 of 100 draws fall into.</returns>
    public static (double Value, double Low, double High) Of<T>(IReadOnlyList<T> prompts, Func<T, int> source, Func<IReadOnlyList<T>, double> figure)
    {
        var random = new Random(Seed);
        T[][] sources = [.. prompts.GroupBy(source).OrderBy(group => group.Key).Select(group => group.ToArray())];
        var drawn = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            drawn[draw] = figure([.. sources.SelectMany(all => Enumerable.Range(0, all.Length).Select(_ => all[random.Next(all.Length)]))]);
        }

        Array.Sort(drawn);
        return (figure(prompts), drawn[Draws / 40], drawn[Draws - 1 - Draws / 40]);
    }
}

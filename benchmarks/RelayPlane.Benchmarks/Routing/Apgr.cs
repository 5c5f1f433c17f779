namespace RelayPlane.Benchmarks.Routing;

/// <summary>One prompt as a figure sees it.</summary>
/// <param name="Score">What it is ranked by; larger asks for the strong model.</param>
/// <param name="Gain">Quality of the strong model's answer less that of the cheap one's.</param>
internal readonly record struct Ranked(int Source, double Score, double Gain);

/// <summary>How well a score spends strong calls. PGR(x) is the part of the quality gap that is won when the share x with the largest scores goes to the strong model; APGR is the area under it, .5 for chance.</summary>
internal static class Apgr
{
    /// <summary>All sources at once, each weighing the same: rewards telling kinds of prompt apart.</summary>
    public static double Mixture(IReadOnlyList<Ranked> prompts)
    {
        var (order, weights) = Weighed(prompts);
        return Area(order, weights);
    }

    /// <summary>The mean of the sources' own areas: rewards ranking within a kind.</summary>
    public static double Macro(IReadOnlyList<Ranked> prompts) => prompts.GroupBy(prompt => prompt.Source).Average(Within);

    public static double Within(IEnumerable<Ranked> prompts) => Mixture([.. prompts.Select(prompt => prompt with { Source = 0 })]);

    /// <summary>The smallest share of strong calls that wins this part of the gap.</summary>
    public static double CallsFor(IReadOnlyList<Ranked> prompts, double part)
    {
        var (order, weights) = Weighed(prompts);
        var total = Total(order, weights);
        var (share, won) = (0.0, 0.0);
        foreach (var (weight, gain) in Ties(order, weights))
        {
            if ((won + gain) / total >= part && gain / total > 0)
            {
                return share + weight * (part - won / total) / (gain / total);
            }

            (share, won) = (share + weight, won + gain);
        }

        return 1;
    }

    private static double Area(Ranked[] order, double[] weights)
    {
        var total = Total(order, weights);
        var (area, won) = (0.0, 0.0);
        foreach (var (weight, gain) in Ties(order, weights))
        {
            area += weight * (won + gain / 2) / total;
            won += gain;
        }

        return area;
    }

    private static (Ranked[] Order, double[] Weights) Weighed(IReadOnlyList<Ranked> prompts)
    {
        var sizes = new Dictionary<int, int>();
        foreach (var prompt in prompts)
        {
            sizes[prompt.Source] = sizes.GetValueOrDefault(prompt.Source) + 1;
        }

        Ranked[] order = [.. prompts];
        Array.Sort(Array.ConvertAll(order, prompt => -prompt.Score), order);
        return (order, Array.ConvertAll(order, prompt => 1.0 / sizes.Count / sizes[prompt.Source]));
    }

    private static double Total(Ranked[] order, double[] weights) => order.Zip(weights, (prompt, weight) => prompt.Gain * weight).Sum();

    // Equal scores are one step, so that their order cannot matter.
    private static IEnumerable<(double Weight, double Gain)> Ties(Ranked[] order, double[] weights)
    {
        for (var from = 0; from < order.Length;)
        {
            var (to, weight, gain) = (from, 0.0, 0.0);
            for (; to < order.Length && order[to].Score == order[from].Score; to++)
            {
                weight += weights[to];
                gain += weights[to] * order[to].Gain;
            }

            yield return (weight, gain);
            from = to;
        }
    }
}

using RelayPlane.Routing.Scoring;

namespace RelayPlane.Routing.Training;

/// <summary>Fits the three outputs. The gain is the sum of two parts: trees that learn from each prompt's distance to its own kind's mean, which cannot learn what kind is hard, and trees that learn the kinds' means, which are few and blunt.</summary>
internal static class Fitting
{
    // How many prompts a kind's own mean must outweigh.
    private const double Lean = 20;

    public static Fitted Fit(IReadOnlyList<Prompt> data, IReadOnlyList<Prompt> priors, Recipe recipe)
    {
        Prompt[] prompts = [.. data, .. recipe.PriorWeight > 0 ? priors : []];
        var sizes = prompts.CountBy(prompt => prompt.Source).ToDictionary();
        double[] weight = [.. prompts.Select(prompt => Math.Pow(sizes[prompt.Source], -recipe.Evening))];
        var average = weight.Take(data.Count).Sum() / data.Select(prompt => prompt.Source).Distinct().Count();
        for (var row = data.Count; row < prompts.Length; row++)
        {
            weight[row] = recipe.PriorWeight * average / priors.Count;
        }

        var vocabulary = Words(data, recipe);
        foreach (var prompt in prompts)
        {
            prompt.Places = [.. prompt.Words.Select(hash => Array.BinarySearch(vocabulary, hash)).Where(place => place >= 0)];
        }

        var fitted = new Fitted { Vocabulary = vocabulary, WordWeights = new double[vocabulary.Length * Outputs.Count] };
        var columns = Columns(prompts);
        double[] gain = [.. prompts.Select(prompt => prompt.SoftGain)];
        double[] level = [.. prompts.Select(prompt => prompt.SoftCheap)];

        string Kind(Prompt prompt) => recipe.KindIsSubset || prompt.Source == Priors.Source ? prompt.Kind : prompt.Source;
        var kinds = Means(prompts, gain, weight, Kind);
        var start = Mean(gain, weight);
        fitted.Start[Outputs.Gain] = start;
        if (recipe.Between > 0)
        {
            Add(fitted, prompts, columns, [.. prompts.Select(prompt => kinds[Kind(prompt)] - start)], weight, Outputs.Gain, recipe.Between, recipe.BetweenTrees, recipe.Seeds);
        }

        double[] centred = [.. prompts.Select((prompt, row) => gain[row] - kinds[Kind(prompt)])];
        double[] within = [.. weight.Select((w, row) => row < data.Count ? w : 0)];
        if (recipe.LinePenalty >= 0 || recipe.Length != 0)
        {
            var signs = recipe.LineSure < 0 ? [.. columns.Select(_ => Linear.Free)] : Stability.Signs(prompts, columns, centred, recipe.LineSure);
            var line = recipe.LinePenalty < 0 ? new double[columns.Length] : Linear.Fit(prompts, columns, centred, within, signs, recipe.LinePenalty);
            line.CopyTo(fitted.Line, 0);
            for (var row = 0; row < prompts.Length; row++)
            {
                centred[row] -= Enumerable.Range(0, line.Length).Sum(feature => line[feature] * columns[feature][row]);
            }

            fitted.Line[(int)Feature.StemLength] += recipe.Length;
            var middle = (centred.Zip(within, (c, w) => c * w).Sum() - recipe.Length * columns[(int)Feature.StemLength].Zip(within, (c, w) => c * w).Sum()) / within.Sum();
            fitted.Start[Outputs.Gain] += middle;
            for (var row = 0; row < prompts.Length; row++)
            {
                centred[row] -= middle;
            }
        }

        var use = Stability.Stable(prompts, columns, centred, recipe.Disagreeing);
        if (recipe.Within == 0)
        {
            return fitted;
        }

        var rest = Add(fitted, prompts, columns, centred, within, Outputs.Gain, recipe.Within, recipe.WithinTrees with { Use = use }, recipe.Seeds);
        Words(fitted, prompts, rest, within, Outputs.Gain, recipe.Within, recipe.WordPenalty);

        if (recipe.RankOnly)
        {
            return fitted;
        }

        fitted.Start[Outputs.Level] = Mean(level, weight);
        rest = Add(fitted, prompts, columns, [.. level.Select(value => value - fitted.Start[Outputs.Level])], weight, Outputs.Level, 1, recipe.LevelTrees, recipe.Seeds);
        Words(fitted, prompts, rest, weight, Outputs.Level, 1, recipe.WordPenalty);

        // The middle tier's part of the gain is too noisy for one prompt; one number for all is what the data bears.
        int[] three = [.. Enumerable.Range(0, prompts.Length).Where(row => prompts[row].SoftMiddle is not null)];
        var above = three.Sum(row => weight[row] * (prompts[row].SoftMiddle!.Value - prompts[row].SoftCheap));
        fitted.Start[Outputs.MiddlePart] = three.Length == 0 ? .5 : Math.Clamp(above / three.Sum(row => weight[row] * gain[row]), .1, .9);
        return fitted;
    }

    private static double[] Add(Fitted fitted, IReadOnlyList<Prompt> prompts, byte[][] columns, double[] goal, double[] weight, int output, double part, BoostOptions options, int seeds)
    {
        var rest = (double[])goal.Clone();
        for (var seed = 0; seed < seeds; seed++)
        {
            foreach (var tree in Boost.Fit(columns, goal, weight, options with { Seed = options.Seed + seed * 101 + output }))
            {
                fitted.Trees.Add((output, part / seeds, tree));
                for (var row = 0; row < rest.Length; row++)
                {
                    rest[row] -= tree.Of(prompts[row].Features) / seeds;
                }
            }
        }

        return rest;
    }

    private static void Words(Fitted fitted, IReadOnlyList<Prompt> prompts, double[] rest, double[] weight, int output, double part, double penalty)
    {
        var weights = Ridge.Fit([.. prompts.Select(prompt => prompt.Places)], fitted.Vocabulary.Length, rest, weight, penalty);
        for (var word = 0; word < weights.Length; word++)
        {
            fitted.WordWeights[word * Outputs.Count + output] = part * weights[word];
        }
    }

    // Words of several sources, the most frequent first: what only one source says is a piece of its text and no word of a language.
    private static uint[] Words(IReadOnlyList<Prompt> prompts, Recipe recipe)
    {
        var sources = prompts.Select(prompt => prompt.Source).Distinct().Order(StringComparer.Ordinal).ToList();
        var (counts, within) = (new Dictionary<uint, int>(), new Dictionary<uint, int>());
        foreach (var prompt in prompts)
        {
            var bit = 1 << sources.IndexOf(prompt.Source);
            foreach (var hash in prompt.Words)
            {
                counts[hash] = counts.GetValueOrDefault(hash) + 1;
                within[hash] = within.GetValueOrDefault(hash) | bit;
            }
        }

        return
        [
            .. counts.Where(pair => pair.Value >= 20 && int.PopCount(within[pair.Key]) >= Math.Min(recipe.WordSources, sources.Count))
                .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(recipe.Vocabulary).Select(pair => pair.Key).Order(),
        ];
    }

    private static byte[][] Columns(IReadOnlyList<Prompt> prompts)
    {
        var columns = new byte[HandFeatures.Count][];
        for (var feature = 0; feature < columns.Length; feature++)
        {
            columns[feature] = [.. prompts.Select(prompt => prompt.Features[feature])];
        }

        return columns;
    }

    private static Dictionary<string, double> Means(IReadOnlyList<Prompt> prompts, double[] values, double[] weight, Func<Prompt, string> kind)
    {
        var all = Mean(values, weight);
        // Small kinds lean to their source's mean.
        var sources = prompts.Index().GroupBy(pair => pair.Item.Source).ToDictionary(group => group.Key, group => group.Average(pair => values[pair.Index]));
        return prompts.Index().GroupBy(pair => kind(pair.Item))
            .ToDictionary(group => group.Key, group => (group.Sum(pair => values[pair.Index]) + Lean * sources.GetValueOrDefault(group.First().Item.Source, all)) / (group.Count() + Lean));
    }

    private static double Mean(double[] values, double[] weight) => values.Zip(weight, (value, w) => value * w).Sum() / weight.Sum();
}

using RelayPlane.Routing.Scoring;

namespace RelayPlane.Routing.Training;

/// <summary>Fits the three outputs. The gain is a sum of parts. Those within a source learn from each prompt's distance to its source's mean, which cannot tell them what source is hard: a straight line first, then trees and words for the rest. Trees between sources learn those means, and those of the kinds written by hand.</summary>
internal sealed class Fitting
{
    private readonly Recipe _recipe;
    private readonly Prompt[] _prompts;
    private readonly double[] _weight;
    private readonly double[] _withoutPriors;
    private readonly byte[][] _columns;
    private readonly int[][] _places;
    private readonly Fitted _fitted;

    private Fitting(IReadOnlyList<Prompt> data, IReadOnlyList<Prompt> priors, Recipe recipe)
    {
        _recipe = recipe;
        _prompts = [.. data, .. recipe.PriorWeight > 0 ? priors : []];
        var sizes = data.CountBy(prompt => prompt.Source).ToDictionary();
        double[] weight = [.. data.Select(prompt => Math.Pow(sizes[prompt.Source], -recipe.Evening))];
        var prior = recipe.PriorWeight * weight.Sum() / sizes.Count / priors.Count;
        _weight = [.. weight, .. Enumerable.Repeat(prior, _prompts.Length - data.Count)];
        _withoutPriors = [.. weight, .. Enumerable.Repeat(0.0, _prompts.Length - data.Count)];
        _columns = new byte[HandFeatures.Count][];
        for (var feature = 0; feature < _columns.Length; feature++)
        {
            _columns[feature] = [.. _prompts.Select(prompt => prompt.Features[feature])];
        }

        var vocabulary = Vocabulary.Choose(data, recipe);
        _places = [.. _prompts.Select(prompt => prompt.Words.Select(hash => Array.BinarySearch(vocabulary, hash)).Where(place => place >= 0).ToArray())];
        _fitted = new Fitted
        {
            Usual = [.. _columns.Select(column => (int)Mean([.. column.Select(value => (double)value)], _weight))],
            Vocabulary = vocabulary,
            WordWeights = new double[vocabulary.Length * Outputs.Count],
        };
    }

    public static Fitted Fit(IReadOnlyList<Prompt> data, IReadOnlyList<Prompt> priors, Recipe recipe)
    {
        var fitting = new Fitting(data, priors, recipe);
        fitting.Gain();
        if (!recipe.RankOnly)
        {
            fitting.Direct(Outputs.Level, fitting._weight, prompt => prompt.SoftCheap);
            var part = fitting.MiddlePart();
            fitting.Direct(Outputs.MiddleGain, fitting._weight, prompt => prompt.SoftMiddle - prompt.SoftCheap ?? part * prompt.SoftGain);
        }

        return fitting._fitted;
    }

    private void Gain()
    {
        double[] gain = [.. _prompts.Select(prompt => prompt.SoftGain)];
        double[] centred = Less(gain, Means(gain));
        var line = Linear.Fit(_prompts, _columns, centred, _withoutPriors, _recipe.LinePenalty);
        double[] along = [.. _prompts.Select(prompt => Along(line, prompt))];

        // The trees rank what the line leaves; what is said of length on top is on purpose not taken off what they learn from.
        var rest = Less(centred, Less(along, Means(along)));
        rest = Trees(rest, _withoutPriors, Outputs.Gain, _recipe.WithinTrees);
        Words(rest, _withoutPriors, Outputs.Gain);

        line[(int)Feature.Bytes] += _recipe.Length;
        line.CopyTo(_fitted.Line, 0);

        // Nor is the line taken off what tells sources apart: trees that had to undo it between sources would undo it within them.
        var level = Means(gain);
        var start = Mean(level, _weight);
        _fitted.Start[Outputs.Gain] = start;
        Trees([.. level.Select(value => value - start)], _weight, Outputs.Gain, _recipe.BetweenTrees);
        _fitted.Settle(Outputs.Gain, Scale(gain));
    }

    /// <summary>The parts together say too much, some of it twice: what makes the sum true on average, without changing the order.</summary>
    private (double Times, double Plus) Scale(double[] gain)
    {
        double[] said = [.. _prompts.Select(prompt => _fitted.Predict(prompt)[Outputs.Gain])];
        var (x, y) = (Mean(said, _weight), Mean(gain, _weight));
        double[] off = [.. said.Select(value => value - x)];
        var times = off.Zip(gain, (value, real) => value * (real - y)).Zip(_weight, (value, w) => value * w).Sum() / off.Zip(_weight, (value, w) => value * value * w).Sum();
        return (times, y - times * x);
    }

    // The other outputs are no ranking: they may learn what source is hard.
    private void Direct(int output, double[] weight, Func<Prompt, double> of)
    {
        double[] goal = [.. _prompts.Select(of)];
        var start = Mean(goal, weight);
        _fitted.Start[output] = start;
        var rest = Trees([.. goal.Select(value => value - start)], weight, output, _recipe.LevelTrees);
        Words(rest, weight, output);
    }

    // Where the data has no middle tier, it is taken to have this part of the gain, as it has elsewhere.
    private double MiddlePart()
    {
        Prompt[] three = [.. _prompts.Where(prompt => prompt.SoftMiddle is not null)];
        return three.Length == 0 ? .5 : three.Average(prompt => prompt.SoftMiddle!.Value - prompt.SoftCheap) / three.Average(prompt => prompt.SoftGain);
    }

    private double[] Trees(double[] goal, double[] weight, int output, BoostOptions options)
    {
        var rest = (double[])goal.Clone();
        for (var seed = 0; seed < _recipe.Seeds; seed++)
        {
            foreach (var tree in Boost.Fit(_columns, goal, weight, options with { Seed = options.Seed + seed * 101 + output }))
            {
                _fitted.Trees.Add((output, 1.0 / _recipe.Seeds, tree));
                for (var row = 0; row < rest.Length; row++)
                {
                    rest[row] -= tree.Of(_prompts[row].Features) / _recipe.Seeds;
                }
            }
        }

        return rest;
    }

    private void Words(double[] rest, double[] weight, int output)
    {
        var weights = Ridge.Fit(_places, _fitted.Vocabulary.Length, rest, weight, _recipe.WordPenalty);
        for (var word = 0; word < weights.Length; word++)
        {
            _fitted.WordWeights[word * Outputs.Count + output] = weights[word];
        }
    }

    /// <summary>For each prompt, the mean of its source; of what is written by hand, that of its kind.</summary>
    private double[] Means(double[] values)
    {
        var means = _prompts.Index().GroupBy(pair => Kind(pair.Item)).ToDictionary(kind => kind.Key, kind => kind.Average(pair => values[pair.Index]));
        return [.. _prompts.Select(prompt => means[Kind(prompt)])];
    }

    private static string Kind(Prompt prompt) => prompt.Source == Priors.Source ? prompt.Kind : prompt.Source;

    private static double Along(double[] line, Prompt prompt) => line.Select((step, feature) => step * prompt.Features[feature]).Sum();

    private static double[] Less(double[] values, double[] others) => [.. values.Zip(others, (value, other) => value - other)];

    private static double Mean(double[] values, double[] weight) => values.Zip(weight, (value, w) => value * w).Sum() / weight.Sum();
}

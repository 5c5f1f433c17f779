using RelayPlane.Routing.Scoring;

namespace RelayPlane.Routing.Training;

/// <summary>Fits both outputs. The gain is a sum of parts. Those within a source learn from each prompt's distance to its source's mean, which cannot tell them what source is hard: a straight line first, then trees and words for the rest. Trees between sources learn a part of those means.</summary>
internal sealed class Fitting
{
    private readonly Recipe _recipe;
    private readonly IReadOnlyList<Prompt> _prompts;
    private readonly double[] _weight;
    private readonly byte[][] _columns;
    private readonly int[][] _places;
    private readonly Fitted _fitted;

    private Fitting(IReadOnlyList<Prompt> data, Recipe recipe)
    {
        _recipe = recipe;
        _prompts = data;
        var sizes = data.CountBy(prompt => prompt.Source).ToDictionary();
        _weight = [.. data.Select(prompt => Math.Pow(sizes[prompt.Source], -recipe.Evening))];
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

    public static Fitted Fit(IReadOnlyList<Prompt> data, Recipe recipe)
    {
        var fitting = new Fitting(data, recipe);
        fitting.Gain();
        if (!recipe.RankOnly)
        {
            fitting.Level();
            fitting._fitted.Middle = fitting.MiddlePart();
        }

        return fitting._fitted;
    }

    private void Gain()
    {
        double[] gain = [.. _prompts.Select(prompt => prompt.SoftGain)];
        double[] centred = Less(gain, Means(gain));
        var line = Linear.Fit(_prompts, _columns, centred, _weight, _recipe.LinePenalty);
        double[] along = [.. _prompts.Select(prompt => Along(line, prompt))];

        // The trees rank what the line leaves; what is said of length on top is on purpose not taken off what they learn from.
        var rest = Less(centred, Less(along, Means(along)));
        rest = Trees(rest, Outputs.Gain, _recipe.WithinTrees);
        Words(rest, Outputs.Gain);

        line[(int)Feature.Bytes] += _recipe.Length;
        line.CopyTo(_fitted.Line, 0);

        // Nor is the line taken off what tells sources apart: trees that had to undo it between sources would undo it within them.
        var level = Means(gain);
        var start = Mean(level, _weight);
        _fitted.Start[Outputs.Gain] = start;
        Trees([.. level.Select(value => _recipe.Between * (value - start))], Outputs.Gain, _recipe.BetweenTrees);
        _fitted.Settle(Outputs.Gain, Scale(gain));
    }

    /// <summary>The parts together say too much, some of it twice: what makes the sum true on average, without changing the order.</summary>
    private (double Times, double Plus) Scale(double[] gain)
    {
        double[] said = [.. _prompts.Select(prompt => _fitted.Predict(prompt)[Outputs.Gain])];
        var (x, y) = (Mean(said, _weight), Mean(gain, _weight));
        double[] off = [.. said.Select(value => value - x)];
        var times = off.Zip(gain, (value, real) => value * (real - y)).Zip(_weight, (value, w) => value * w).Sum() / off.Zip(_weight, (value, w) => value * value * w).Sum();

        // Never more than they say: what tells sources apart is believed in part only, and the rest must not come back in this way.
        times = Math.Min(1, times);
        return (times, y - times * x);
    }

    // The level is no ranking: it may learn what source is hard.
    private void Level()
    {
        double[] goal = [.. _prompts.Select(prompt => prompt.SoftCheap)];
        var start = Mean(goal, _weight);
        _fitted.Start[Outputs.Level] = start;
        Words(Trees([.. goal.Select(value => value - start)], Outputs.Level, _recipe.LevelTrees), Outputs.Level);
    }

    // Over the sources that have a middle tier, all weighing the same.
    private double MiddlePart()
    {
        var three = _prompts.Where(prompt => prompt.SoftMiddle is not null).GroupBy(prompt => prompt.Source).ToList();
        return three.Sum(source => source.Average(prompt => prompt.SoftMiddle!.Value - prompt.SoftCheap)) / three.Sum(source => source.Average(prompt => prompt.SoftGain));
    }

    private double[] Trees(double[] goal, int output, BoostOptions options)
    {
        var rest = (double[])goal.Clone();
        for (var seed = 0; seed < _recipe.Seeds; seed++)
        {
            foreach (var tree in Boost.Fit(_columns, goal, _weight, options with { Seed = options.Seed + seed * 101 + output }))
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

    private void Words(double[] rest, int output)
    {
        var weights = Ridge.Fit(_places, _fitted.Vocabulary.Length, rest, _weight, _recipe.WordPenalty);
        for (var word = 0; word < weights.Length; word++)
        {
            _fitted.WordWeights[word * Outputs.Count + output] = weights[word];
        }
    }

    /// <summary>For each prompt, the mean of its source.</summary>
    private double[] Means(double[] values)
    {
        var means = _prompts.Index().GroupBy(pair => pair.Item.Source).ToDictionary(kind => kind.Key, kind => kind.Average(pair => values[pair.Index]));
        return [.. _prompts.Select(prompt => means[prompt.Source])];
    }

    private static double Along(double[] line, Prompt prompt) => line.Select((step, feature) => step * prompt.Features[feature]).Sum();

    private static double[] Less(double[] values, double[] others) => [.. values.Zip(others, (value, other) => value - other)];

    private static double Mean(double[] values, double[] weight) => values.Zip(weight, (value, w) => value * w).Sum() / weight.Sum();
}

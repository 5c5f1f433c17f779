using RelayPlane.Routing.Scoring;

namespace RelayPlane.Routing.Training;

/// <summary>How trees are grown.</summary>
internal sealed record BoostOptions
{
    public int Trees { get; init; } = 100;

    public int Leaves { get; init; } = 8;

    public double Rate { get; init; } = .06;

    /// <summary>The least weight in a leaf, all prompts together weighing their number.</summary>
    public double LeastWeight { get; init; } = 60;

    public double Ridge { get; init; } = 20;

    public double RowShare { get; init; } = .7;

    public double FeatureShare { get; init; } = .5;

    public int Seed { get; init; } = 1;
}

/// <summary>A tree as it is learned: nodes and leaves as in <see cref="Forest"/>.</summary>
internal sealed class Tree
{
    public List<Forest.Node> Nodes { get; } = [];

    public List<double> Leaves { get; } = [];

    /// <summary>For each node, what the tree would say if it ended there.</summary>
    public List<double> Means { get; } = [];

    public double Of(ReadOnlySpan<byte> features)
    {
        var at = 0;
        while (at >= 0)
        {
            var node = Nodes[at];
            at = features[node.Feature] <= node.AtMost ? node.Left : node.Right;
        }

        return Leaves[~at];
    }
}

/// <summary>Gradient boosting for squared error over feature bytes: histograms, leaf by leaf, one thread, every draw from the seed. Small enough to read, and the same bits on every run.</summary>
internal static class Boost
{
    private sealed class Grown
    {
        public required int[] Rows;
        public required double[] Sums;
        public required double[] Weights;
        public int Parent = -1;
        public bool IsLeft;
        public double Best;
        public int Feature;
        public int AtMost;
    }

    /// <param name="columns">For each feature, its byte of each row.</param>
    /// <param name="goal">What the trees' sum should be.</param>
    public static List<Tree> Fit(byte[][] columns, double[] goal, double[] weight, BoostOptions options)
    {
        var random = new Random(options.Seed);
        var rest = (double[])goal.Clone();
        var trees = new List<Tree>();
        var scale = goal.Length / weight.Sum();
        weight = [.. weight.Select(w => w * scale)];
        for (var round = 0; round < options.Trees; round++)
        {
            int[] rows = [.. Enumerable.Range(0, goal.Length).Where(_ => random.NextDouble() < options.RowShare)];
            int[] features = [.. Enumerable.Range(0, columns.Length).Where(_ => random.NextDouble() < options.FeatureShare)];
            if (features.Length == 0)
            {
                continue;
            }

            var tree = Grow(columns, rest, weight, rows, features, options);
            if (tree.Nodes.Count == 0)
            {
                continue;
            }

            trees.Add(tree);
            for (var row = 0; row < rest.Length; row++)
            {
                var at = 0;
                while (at >= 0)
                {
                    var node = tree.Nodes[at];
                    at = columns[node.Feature][row] <= node.AtMost ? node.Left : node.Right;
                }

                rest[row] -= tree.Leaves[~at];
            }
        }

        return trees;
    }

    private static Tree Grow(byte[][] columns, double[] rest, double[] weight, int[] rows, int[] features, BoostOptions options)
    {
        var tree = new Tree();
        var leaves = new List<Grown> { Measure(columns, rest, weight, rows, features, options) };
        while (leaves.Count < options.Leaves)
        {
            var split = leaves.MaxBy(leaf => leaf.Best)!;
            if (split.Best <= 1e-9)
            {
                break;
            }

            var column = columns[split.Feature];
            var left = Array.FindAll(split.Rows, row => column[row] <= split.AtMost);
            var right = Array.FindAll(split.Rows, row => column[row] > split.AtMost);
            var node = tree.Nodes.Count;
            Point(tree, split, node);
            tree.Nodes.Add(new Forest.Node((byte)split.Feature, (byte)split.AtMost, 0, 0, 0));
            tree.Means.Add(Value(split, rest, weight, options));
            var small = left.Length < right.Length;
            var one = Measure(columns, rest, weight, small ? left : right, features, options);
            var other = Less(split, one, small ? right : left, features, options);
            (one.Parent, one.IsLeft, other.Parent, other.IsLeft) = (node, small, node, !small);
            leaves.Remove(split);
            leaves.Add(one);
            leaves.Add(other);
        }

        foreach (var leaf in leaves.Where(leaf => leaf.Parent >= 0))
        {
            Point(tree, leaf, ~tree.Leaves.Count);
            tree.Leaves.Add(Value(leaf, rest, weight, options));
        }

        return tree;
    }

    private static double Value(Grown grown, double[] rest, double[] weight, BoostOptions options)
    {
        var (sum, total) = (0.0, 0.0);
        foreach (var row in grown.Rows)
        {
            sum += rest[row] * weight[row];
            total += weight[row];
        }

        return options.Rate * sum / (total + options.Ridge);
    }

    private static void Point(Tree tree, Grown child, int to)
    {
        if (child.Parent >= 0)
        {
            tree.Nodes[child.Parent] = child.IsLeft ? tree.Nodes[child.Parent] with { Left = (short)to } : tree.Nodes[child.Parent] with { Right = (short)to };
        }
    }

    private static Grown Measure(byte[][] columns, double[] rest, double[] weight, int[] rows, int[] features, BoostOptions options)
    {
        var grown = new Grown { Rows = rows, Sums = new double[features.Length * 256], Weights = new double[features.Length * 256] };
        for (var place = 0; place < features.Length; place++)
        {
            var column = columns[features[place]];
            var sums = grown.Sums.AsSpan(place * 256, 256);
            var weights = grown.Weights.AsSpan(place * 256, 256);
            foreach (var row in rows)
            {
                sums[column[row]] += rest[row] * weight[row];
                weights[column[row]] += weight[row];
            }
        }

        Choose(grown, features, options);
        return grown;
    }

    private static Grown Less(Grown whole, Grown part, int[] rows, int[] features, BoostOptions options)
    {
        var grown = new Grown { Rows = rows, Sums = whole.Sums, Weights = whole.Weights };
        for (var bin = 0; bin < grown.Sums.Length; bin++)
        {
            grown.Sums[bin] -= part.Sums[bin];
            grown.Weights[bin] -= part.Weights[bin];
        }

        Choose(grown, features, options);
        return grown;
    }

    private static void Choose(Grown grown, int[] features, BoostOptions options)
    {
        for (var place = 0; place < features.Length; place++)
        {
            var sums = grown.Sums.AsSpan(place * 256, 256);
            var weights = grown.Weights.AsSpan(place * 256, 256);
            var (sum, weight) = (0.0, 0.0);
            for (var bin = 0; bin < 256; bin++)
            {
                sum += sums[bin];
                weight += weights[bin];
            }

            var whole = sum * sum / (weight + options.Ridge);
            var (left, leftWeight) = (0.0, 0.0);
            for (var bin = 0; bin < 255; bin++)
            {
                left += sums[bin];
                leftWeight += weights[bin];
                if (leftWeight < options.LeastWeight || weight - leftWeight < options.LeastWeight)
                {
                    continue;
                }

                var gain = left * left / (leftWeight + options.Ridge) + (sum - left) * (sum - left) / (weight - leftWeight + options.Ridge) - whole;
                if (gain > grown.Best)
                {
                    (grown.Best, grown.Feature, grown.AtMost) = (gain, features[place], bin);
                }
            }
        }
    }
}

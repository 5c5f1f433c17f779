namespace RelayPlane.Routing.Training;

/// <summary>Weighted least squares with a penalty over feature bytes, each source's means taken off both sides, so that only differences within a source can speak.</summary>
internal static class Linear
{
    /// <summary>The sign of a feature that may go either way.</summary>
    public const int Free = 2;

    private const int Passes = 200;

    /// <param name="goal">Centred by source.</param>
    /// <returns>A number for each feature, per step of its byte; 0 for features that may not be used.</returns>
    public static double[] Fit(IReadOnlyList<Prompt> prompts, byte[][] columns, double[] goal, double[] weight, int[] signs, double penalty)
    {
        int[] features = [.. Enumerable.Range(0, columns.Length).Where(feature => signs[feature] != 0)];
        var scale = prompts.Count / weight.Sum();
        var centred = features.Select(feature => Centre(prompts, columns[feature])).ToArray();
        var sizes = centred.Select(column => Math.Sqrt(column.Select((x, row) => weight[row] * scale * x * x).Sum() / prompts.Count)).ToArray();
        var n = features.Length;
        var (matrix, right) = (new double[n, n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = 0.0;
                for (var row = 0; row < prompts.Count; row++)
                {
                    sum += weight[row] * scale * centred[i][row] * centred[j][row];
                }

                matrix[i, j] = matrix[j, i] = sizes[i] * sizes[j] == 0 ? 0 : sum / sizes[i] / sizes[j];
            }

            matrix[i, i] += penalty;
            right[i] = sizes[i] == 0 ? 0 : Enumerable.Range(0, prompts.Count).Sum(row => weight[row] * scale * centred[i][row] * goal[row]) / sizes[i];
        }

        // A weight may not contradict what its feature says alone: a coordinate that would is held at nothing.
        var solved = new double[n];
        for (var pass = 0; pass < Passes; pass++)
        {
            for (var i = 0; i < n; i++)
            {
                var rest = right[i];
                for (var j = 0; j < n; j++)
                {
                    rest -= j == i ? 0 : matrix[i, j] * solved[j];
                }

                solved[i] = signs[features[i]] switch { Free => rest / matrix[i, i], > 0 => Math.Max(0, rest / matrix[i, i]), < 0 => Math.Min(0, rest / matrix[i, i]), _ => 0 };
            }
        }

        var fitted = new double[columns.Length];
        for (var i = 0; i < n; i++)
        {
            fitted[features[i]] = sizes[i] == 0 ? 0 : solved[i] / sizes[i];
        }

        return fitted;
    }

    private static double[] Centre(IReadOnlyList<Prompt> prompts, byte[] column)
    {
        var means = prompts.Index().GroupBy(pair => pair.Item.Source).ToDictionary(group => group.Key, group => group.Average(pair => (double)column[pair.Index]));
        return [.. prompts.Select((prompt, row) => column[row] - means[prompt.Source])];
    }
}

namespace RelayPlane.Routing.Training;

/// <summary>Weighted least squares with a penalty over feature bytes, each source's means taken off both sides, so that only differences within a source can speak.</summary>
internal static class Linear
{
    private const int Passes = 200;

    /// <param name="goal">Centred by source.</param>
    /// <returns>A number for each feature, per step of its byte.</returns>
    public static double[] Fit(IReadOnlyList<Prompt> prompts, byte[][] columns, double[] goal, double[] weight, double penalty)
    {
        var scale = prompts.Count / weight.Sum();
        var centred = columns.Select(column => Centre(prompts, column)).ToArray();
        var sizes = centred.Select(column => Math.Sqrt(column.Select((x, row) => weight[row] * scale * x * x).Sum() / prompts.Count)).ToArray();
        var n = columns.Length;
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

        // One coordinate after the other: the penalty makes this settle fast.
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

                solved[i] = rest / matrix[i, i];
            }
        }

        return [.. solved.Select((value, feature) => sizes[feature] == 0 ? 0 : value / sizes[feature])];
    }

    private static double[] Centre(IReadOnlyList<Prompt> prompts, byte[] column)
    {
        var means = prompts.Index().GroupBy(pair => pair.Item.Source).ToDictionary(group => group.Key, group => group.Average(pair => (double)column[pair.Index]));
        return [.. prompts.Select((prompt, row) => column[row] - means[prompt.Source])];
    }
}

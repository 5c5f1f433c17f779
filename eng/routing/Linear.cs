namespace RelayPlane.Routing.Training;

/// <summary>Weighted least squares with a penalty over feature bytes, each source's means taken off both sides, so that only differences within a source can speak.</summary>
internal static class Linear
{
    /// <param name="goal">Centred by source.</param>
    /// <returns>A number for each feature, per step of its byte; 0 for features that may not be used.</returns>
    public static double[] Fit(IReadOnlyList<Prompt> prompts, byte[][] columns, double[] goal, double[] weight, bool[] use, double penalty)
    {
        int[] features = [.. Enumerable.Range(0, columns.Length).Where(feature => use[feature])];
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

        var solved = Solve(matrix, right);
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

    private static double[] Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        for (var pivot = 0; pivot < n; pivot++)
        {
            for (var row = pivot + 1; row < n; row++)
            {
                var times = matrix[row, pivot] / matrix[pivot, pivot];
                for (var column = pivot; column < n; column++)
                {
                    matrix[row, column] -= times * matrix[pivot, column];
                }

                right[row] -= times * right[pivot];
            }
        }

        for (var row = n - 1; row >= 0; row--)
        {
            for (var column = row + 1; column < n; column++)
            {
                right[row] -= matrix[row, column] * right[column];
            }

            right[row] /= matrix[row, row];
        }

        return right;
    }
}

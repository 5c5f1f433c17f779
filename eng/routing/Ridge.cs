namespace RelayPlane.Routing.Training;

/// <summary>A number for each word, by weighted least squares with a penalty: one coordinate after the other, in order, so that every run gives the same.</summary>
internal static class Ridge
{
    private const int Passes = 6;

    /// <param name="places">For each row, the words it has.</param>
    public static double[] Fit(int[][] places, int words, double[] goal, double[] weight, double penalty)
    {
        var scale = goal.Length / weight.Sum();
        var rows = new List<int>[words];
        for (var word = 0; word < words; word++)
        {
            rows[word] = [];
        }

        var size = new double[goal.Length];
        for (var row = 0; row < goal.Length; row++)
        {
            size[row] = 1 / Math.Sqrt(1 + places[row].Length);
            foreach (var place in places[row])
            {
                rows[place].Add(row);
            }
        }

        var rest = (double[])goal.Clone();
        var fitted = new double[words];
        for (var pass = 0; pass < Passes; pass++)
        {
            for (var word = 0; word < words; word++)
            {
                var (sum, total) = (0.0, penalty);
                foreach (var row in rows[word])
                {
                    var x = size[row];
                    sum += weight[row] * scale * x * (rest[row] + x * fitted[word]);
                    total += weight[row] * scale * x * x;
                }

                var now = sum / total;
                foreach (var row in rows[word])
                {
                    rest[row] -= size[row] * (now - fitted[word]);
                }

                fitted[word] = now;
            }
        }

        return fitted;
    }
}

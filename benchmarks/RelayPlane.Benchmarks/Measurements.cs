namespace RelayPlane.Benchmarks;

/// <summary>Every number of a run, by what was measured and through whom; several rounds of each.</summary>
internal sealed class Measurements
{
    private readonly Dictionary<(string Measure, string Contestant), List<double>> _values = [];

    public void Add(string measure, string contestant, double value)
    {
        if (!_values.TryGetValue((measure, contestant), out var list))
        {
            _values[(measure, contestant)] = list = [];
        }

        list.Add(value);
    }

    /// <summary>The median over the rounds; null where it was not measured.</summary>
    public double? Median(string measure, string contestant) =>
        _values.TryGetValue((measure, contestant), out var list) ? Median(list) : null;

    /// <summary>All rounds, for the JSON.</summary>
    public IEnumerable<(string Measure, string Contestant, IReadOnlyList<double> Rounds)> All() =>
        _values.Select(pair => (pair.Key.Measure, pair.Key.Contestant, (IReadOnlyList<double>)pair.Value));

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}

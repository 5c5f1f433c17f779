namespace RelayPlane.Routing.Training;

/// <summary>How the weights are fitted. The values here are those that won; the README of the benchmarks has what was tried.</summary>
internal sealed record Recipe
{
    /// <summary>At 1 every source weighs the same, at 0 every prompt does.</summary>
    public double Evening { get; init; } = .5;

    /// <summary>How much of the trees that rank within a kind goes into the gain.</summary>
    public double Within { get; init; } = 1;

    /// <summary>How much of the trees that tell kinds apart does.</summary>
    public double Between { get; init; } = 1;

    public BoostOptions WithinTrees { get; init; } = new();

    public BoostOptions BetweenTrees { get; init; } = new() { Trees = 60, Leaves = 4, Ridge = 200, LeastWeight = 200 };

    public BoostOptions LevelTrees { get; init; } = new();

    public int Seeds { get; init; } = 1;

    public double WordPenalty { get; init; } = 20;

    /// <summary>Sources that a word must occur in.</summary>
    public int WordSources { get; init; } = 3;

    public int Vocabulary { get; init; } = 2048;

    /// <summary>Features whose sign within sources is not stable are left out of the trees that rank within a kind, when at least this many sources disagree with the rest; a large number keeps all.</summary>
    public int Disagreeing { get; init; } = 99;
}

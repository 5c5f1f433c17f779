namespace RelayPlane.Routing.Training;

/// <summary>How the weights are fitted. The values here are those that won; benchmarks/README.md says what else was tried.</summary>
internal sealed record Recipe
{
    /// <summary>At 1 every source weighs the same, at 0 every prompt does.</summary>
    public double Evening { get; init; } = .5;

    /// <summary>The penalty of the straight line within sources.</summary>
    public double LinePenalty { get; init; } = 1000;

    /// <summary>What a sixteenth of a doubling of the text adds to the gain on top: the one sign that holds nearly everywhere.</summary>
    public double Length { get; init; } = .001;

    /// <summary>The part of what tells sources apart that is believed: there are six of them, and the next one is a seventh.</summary>
    public double Between { get; init; } = .65;

    public BoostOptions WithinTrees { get; init; } = new();

    public BoostOptions BetweenTrees { get; init; } = new() { Trees = 60, Leaves = 6, Ridge = 30 };

    public BoostOptions LevelTrees { get; init; } = new();

    /// <summary>How many fits of each kind of trees are averaged.</summary>
    public int Seeds { get; init; } = 2;

    public double WordPenalty { get; init; } = 20;

    /// <summary>Sources that a word must occur in.</summary>
    public int WordSources { get; init; } = 3;

    /// <summary>The most words.</summary>
    public int Words { get; init; } = 2048;

    /// <summary>Whether the gain alone is fitted, which is all that ranking needs.</summary>
    public bool RankOnly { get; init; }
}

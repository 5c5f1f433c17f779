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

    public BoostOptions BetweenTrees { get; init; } = new() { Trees = 150, Leaves = 6, Ridge = 30, LeastWeight = 60 };

    public BoostOptions LevelTrees { get; init; } = new();

    /// <summary>What the prompts written by hand weigh together, in sources.</summary>
    public double PriorWeight { get; init; } = 1;

    /// <summary>Whether a kind is a subset; otherwise it is a source, and the subjects within one are ranked too.</summary>
    public bool KindIsSubset { get; init; }

    /// <summary>The penalty of the straight-line part within sources; below zero there is none.</summary>
    public double LinePenalty { get; init; } = -1;

    /// <summary>What a sixteenth of a doubling of the text adds to the gain, whatever the data says.</summary>
    public double Length { get; init; }

    /// <summary>How sure a feature's sign must be, in standard errors, to be in the straight-line part.</summary>
    public double LineSure { get; init; } = 1.5;

    public int Seeds { get; init; } = 1;

    /// <summary>Whether the gain alone is fitted, which is all that ranking needs.</summary>
    public bool RankOnly { get; init; }

    public double WordPenalty { get; init; } = 20;

    /// <summary>Sources that a word must occur in.</summary>
    public int WordSources { get; init; } = 3;

    public int Vocabulary { get; init; } = 2048;

    /// <summary>Features whose sign within sources is not stable are left out of the trees that rank within a kind, when at least this many sources disagree with the rest; a large number keeps all.</summary>
    public int Disagreeing { get; init; } = 99;
}

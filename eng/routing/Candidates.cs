namespace RelayPlane.Routing.Training;

/// <summary>Recipes to judge side by side. The first is the one that is built in.</summary>
internal static class Candidates
{
    private static readonly Recipe Built = new();

    public static (string Name, Recipe Recipe)[] All { get; } =
    [
        ("built in", Built),
        ("length", Built with { Length = .001 }),
        ("seeds 3 length", Built with { Length = .001, Seeds = 3 }),
        ("free line", Built with { LinePenalty = 3000, LineSure = -1 }),
        ("free line length", Built with { LinePenalty = 3000, LineSure = -1, Length = .001 }),
        ("length, within .6", Built with { Length = .001, Within = .6 }),
        ("length, 4 leaves", Built with { Length = .001, WithinTrees = Built.WithinTrees with { Leaves = 4, Trees = 150, LeastWeight = 150 } }),
        ("length even", Built with { Length = .001, Evening = 1 }),
        ("length priors 2", Built with { Length = .001, PriorWeight = 2 }),
        ("length, words 100", Built with { Length = .001, WordPenalty = 100 }),
    ];
}

namespace RelayPlane.Routing.Training;

/// <summary>Recipes to judge side by side. The first is the one that is built in.</summary>
internal static class Candidates
{
    private static readonly Recipe Built = new();

    public static (string Name, Recipe Recipe)[] All { get; } =
    [
        ("built in", Built),
        ("two seeds", Built with { Seeds = 2 }),
        ("no line", Built with { LinePenalty = 1e12 }),
        ("line alone", Built with { WithinTrees = Built.WithinTrees with { Trees = 0 }, WordPenalty = 1e9 }),
        ("length .002", Built with { Length = .002 }),
        ("length .0005", Built with { Length = .0005 }),
        ("sources even", Built with { Evening = 1 }),
        ("by hand 3", Built with { PriorWeight = 3 }),
        ("nothing by hand", Built with { PriorWeight = 0 }),
        ("line 1000", Built with { LinePenalty = 1000 }),
        ("line 10000", Built with { LinePenalty = 10000 }),
        ("few trees within", Built with { WithinTrees = Built.WithinTrees with { Trees = 50 } }),
        ("no words", Built with { WordPenalty = 1e9 }),
    ];
}

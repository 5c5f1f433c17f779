namespace RelayPlane.Routing.Training;

/// <summary>Recipes to judge side by side. The first is the one that is built in.</summary>
internal static class Candidates
{
    private static readonly Recipe Built = new();

    public static (string Name, Recipe Recipe)[] All { get; } =
    [
        ("built in", Built),
        ("more length", Built with { Length = .003 }),
        ("no length", Built with { Length = 0 }),
        ("more trees between", Built with { BetweenTrees = Built.BetweenTrees with { Trees = 150 } }),
        ("blunter line", Built with { LinePenalty = 10_000 }),
        ("no line", Built with { LinePenalty = 1e12 }),
        ("line alone", Built with { WithinTrees = Built.WithinTrees with { Trees = 0 }, WordPenalty = 1e9 }),
        ("sources even", Built with { Evening = 1 }),
        ("nothing by hand", Built with { PriorWeight = 0 }),
        ("no words", Built with { WordPenalty = 1e9 }),
        ("one seed", Built with { Seeds = 1 }),
    ];
}

namespace RelayPlane.Routing.Training;

/// <summary>Recipes to judge side by side. The first is the one that is built in.</summary>
internal static class Candidates
{
    private static readonly Recipe Built = new();

    public static (string Name, Recipe Recipe)[] All { get; } =
    [
        ("built in", Built),
        ("more length", Built with { Length = .002 }),
        ("less length", Built with { Length = .001 }),
        ("no length", Built with { Length = 0 }),
        ("sources told apart in full", Built with { Between = 1 }),
        ("sources not told apart", Built with { Between = 0 }),
        ("line alone", Built with { WithinTrees = Built.WithinTrees with { Trees = 0 }, WordPenalty = 1e9 }),
        ("no line", Built with { LinePenalty = 1e12 }),
        ("no words", Built with { WordPenalty = 1e9 }),
    ];
}

namespace RelayPlane.Routing.Training;

/// <summary>Recipes to judge side by side. The first is the one that is built in.</summary>
internal static class Candidates
{
    private static readonly Recipe Built = new();

    public static (string Name, Recipe Recipe)[] All { get; } =
    [
        ("line 100", Built with { LinePenalty = 100, Within = 0, Between = 0 }),
        ("line 2000", Built with { LinePenalty = 2000, Within = 0, Between = 0 }),
        ("line 10000", Built with { LinePenalty = 10000, Within = 0, Between = 0 }),
        ("line 2000 stable 2", Built with { LinePenalty = 2000, Within = 0, Between = 0, LineDisagreeing = 2 }),
        ("line 2000 stable 1", Built with { LinePenalty = 2000, Within = 0, Between = 0, LineDisagreeing = 1 }),
        ("line 2000 even", Built with { LinePenalty = 2000, Within = 0, Between = 0, Evening = 1 }),
        ("line 2000 subset", Built with { LinePenalty = 2000, Within = 0, Between = 0, KindIsSubset = true }),
        ("trees only", Built with { Between = 0, WordPenalty = 1e9 }),
        ("trees subset", Built with { Between = 0, WordPenalty = 1e9, KindIsSubset = true }),
        ("trees words", Built with { Between = 0 }),
        ("line + trees", Built with { Between = 0, LinePenalty = 2000, WordPenalty = 1e9 }),
    ];
}

using RelayPlane.Catalog;

namespace RelayPlane.Routing;

/// <summary>A wish behind a model's name, <c>claude-opus-4-6:cost</c>: another model of the same family. Pure.</summary>
internal static class Suffix
{
    /// <returns>What stands before it; null where there is none.</returns>
    public static string? Cut(string name, out Wish wish)
    {
        var model = OurNames.Cut(name, out var word);
        wish = Wishes.Of(word) ?? Wish.None;
        return model;
    }

    /// <summary>As the ledger has it.</summary>
    public static string Reason(Wish wish) => wish switch
    {
        Wish.Cost => "suffix:cost",
        Wish.Fast => "suffix:fast",
        _ => "suffix:quality",
    };
}

namespace RelayPlane.Routing;

/// <summary>A wish behind a model's name, <c>claude-opus-4-6:cost</c>: another model of the same family. Ids that have a colon of their own are none. Pure.</summary>
internal static class Suffix
{
    private static readonly (string Text, Wish Wish)[] s_known = [(":cost", Wish.Cost), (":fast", Wish.Fast), (":quality", Wish.Quality)];

    /// <returns>What stands before it; null where there is none.</returns>
    public static string? Cut(string name, out Wish wish)
    {
        foreach (var (text, means) in s_known)
        {
            if (name.Length > text.Length && name.EndsWith(text, StringComparison.OrdinalIgnoreCase))
            {
                wish = means;
                return name[..^text.Length];
            }
        }

        wish = Wish.None;
        return null;
    }

    /// <summary>As the ledger has it.</summary>
    public static string Reason(Wish wish) => wish switch
    {
        Wish.Cost => "suffix:cost",
        Wish.Fast => "suffix:fast",
        _ => "suffix:quality",
    };
}

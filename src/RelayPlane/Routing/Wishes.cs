using RelayPlane.Catalog;

namespace RelayPlane.Routing;

/// <summary>What words wish for.</summary>
internal static class Wishes
{
    /// <returns>Null where the name asks for a model.</returns>
    /// <param name="bare">Whether a word without a prefix may be meant so.</param>
    public static Wish? In(string name, bool bare) => Of(OurNames.Word(name) ?? (bare ? OurNames.Bare(name) : null));

    public static Wish? Of(string? word) => word switch
    {
        "auto" => Wish.Auto,
        "cost" => Wish.Cost,
        "fast" => Wish.Fast,
        "quality" => Wish.Quality,
        _ => null,
    };
}

using System.Collections.Frozen;
using RelayPlane.Catalog;
using RelayPlane.Config;

namespace RelayPlane.Routing;

/// <summary>What a config makes of names, beside the providers.</summary>
internal sealed record NameRules
{
    public static NameRules None { get; } = new();

    /// <summary><c>aliases</c>: a name of the user's own → what it stands for.</summary>
    public FrozenDictionary<string, string> Aliases { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary><c>modelOverrides</c>: a model that is asked for → what it becomes.</summary>
    public FrozenDictionary<string, string> Overrides { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>What the config names for simple, moderate and complex.</summary>
    public WrittenTiers Tiers { get; init; } = new(null, null, null);

    /// <summary>Providers that have a key: where tiers are that the config does not name.</summary>
    public IReadOnlySet<string> Keyed { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The id that a provider has for a name; null where nobody knows.</summary>
    public Func<string, string, string?> Spelled { get; init; } = static (_, _) => null;

    /// <summary>What suffixes choose from; null where no prices are known.</summary>
    public ModelFamily? Family { get; init; }

    /// <param name="keyed">Providers that have a key.</param>
    public static NameRules From(GatewayConfig config, IReadOnlySet<string> keyed, PriceBook prices, LiveFigures figures, TimeProvider clock) => new()
    {
        Aliases = Texts(config.Aliases),
        Overrides = Texts(config.ModelOverrides),
        Tiers = WrittenTiers.Of(config),
        Keyed = keyed,
        Spelled = prices.Spelled,
        Family = new ModelFamily(prices, figures, clock),
    };

    /// <summary>The tier that a wish stands for, as the config names it; null where it does not.</summary>
    public string? Own(Wish wish) => wish switch
    {
        Wish.Quality => Tiers.Complex,
        Wish.Auto => Tiers.Moderate,
        _ => Tiers.Simple,
    };

    /// <summary>What a wish means where nothing scores calls.</summary>
    /// <param name="home">The provider whose API the client speaks.</param>
    /// <returns>Null where it means nothing.</returns>
    public string? Plainly(Wish wish, string home) =>
        Own(wish) ?? (UsualTiers.For(Keyed, home) is not { } usual ? null : $"{usual.Provider}/{wish switch
        {
            Wish.Quality => usual.Complex,
            Wish.Auto => usual.Moderate,
            _ => usual.Simple,
        }}");

    private static FrozenDictionary<string, string> Texts(IReadOnlyDictionary<string, ModelName>? names) =>
        names is null ? FrozenDictionary<string, string>.Empty : names.Where(pair => pair.Value is not null).ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Text);
}

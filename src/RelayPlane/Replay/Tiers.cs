using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Routing;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Replay;

/// <summary>Which tier each model stands for: by the policy's own word, else by its price.</summary>
internal sealed class Tiers
{
    /// <summary>What a million tokens cost of a model that is simple at most, and of one that is moderate; three of input for one of output.</summary>
    private const decimal Simple = 2.5m;
    private const decimal Moderate = 8m;

    private readonly Dictionary<int, Tier> _told = [];
    private readonly Dictionary<int, Tier> _priced = [];
    private readonly Place?[] _places = new Place?[3];

    /// <param name="names">What the config's words mean.</param>
    public Tiers(GatewayConfig config, TargetNames names, Places places)
    {
        foreach (var tier in Enum.GetValues<Tier>())
        {
            if (Written(config.Routing?.Complexity, tier) is { } text && names.Written(Api.OpenAI, text, text).Target is { } target)
            {
                Told(tier, places.Of(target.Provider.Name, target.Model));
            }
        }
    }

    /// <summary>The model of a tier; null while none is known.</summary>
    public Place? At(Tier tier) => _places[(int)tier];

    /// <summary>A decision has said which model a tier is. A model that is two tiers counts as the lower.</summary>
    public void Told(Tier tier, Place place)
    {
        _places[(int)tier] ??= place;
        if (!_told.TryGetValue(place.Index, out var known) || known > tier)
        {
            _told[place.Index] = tier;
        }
    }

    public Tier Of(Place place, DateTimeOffset at)
    {
        if (_told.TryGetValue(place.Index, out var told))
        {
            return told;
        }

        if (!_priced.TryGetValue(place.Index, out var tier))
        {
            _priced[place.Index] = tier = ByPrice(place, at);
        }

        return tier;
    }

    /// <summary>How likely an answer of a tier is good enough.</summary>
    public static double Quality(Heads heads, Tier tier) => tier switch
    {
        Tier.Simple => heads.Simple,
        Tier.Moderate => heads.Moderate,
        _ => heads.Complex,
    };

    private static Tier ByPrice(Place place, DateTimeOffset at) => place.Prices?.At(at, 0)?.Rates is not { } rates ? Tier.Complex
        : ((3 * rates.Input) + (rates.Output ?? rates.Input)) / 4 is var price && price <= Simple ? Tier.Simple
        : price <= Moderate ? Tier.Moderate
        : Tier.Complex;

    private static string? Written(ComplexityConfig? complexity, Tier tier) => tier switch
    {
        Tier.Simple => complexity?.Simple?.Text,
        Tier.Moderate => complexity?.Moderate?.Text,
        _ => complexity?.Complex?.Text,
    };
}

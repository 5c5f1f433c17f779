using RelayPlane.Catalog;
using RelayPlane.Metering;
using RelayPlane.Routing;

namespace RelayPlane.Replay;

/// <summary>A model at a provider, with what a replay must know of it. One object a pair.</summary>
/// <param name="Index">Its number among all places of a replay.</param>
/// <param name="Prices">Null where nobody knows a price.</param>
internal sealed record Place(int Index, string Provider, string Model, PricedModel? Prices)
{
    /// <summary>Whether only what a client marks is cached, at a price; else whatever begins alike is, by itself.</summary>
    public bool CachesMarked { get; } = Model.Contains("claude", StringComparison.OrdinalIgnoreCase);

    /// <summary>One row is one object.</summary>
    public bool Equals(Place? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Index;

    public override string ToString() => $"{Provider}/{Model}";

    /// <summary>At list price; null where none is known.</summary>
    public Money? Cost(in TokenUsage usage, DateTimeOffset at) => Prices?.At(at, usage.TotalInput)?.Rates.Cost(usage);
}

/// <summary>All places that a replay has come by.</summary>
internal sealed class Places(PriceBook prices)
{
    private readonly Dictionary<(string Provider, string Model), Place> _known = [];

    public Place Of(string provider, string model)
    {
        if (!_known.TryGetValue((provider, model), out var place))
        {
            _known[(provider, model)] = place = new Place(_known.Count, provider, model, prices.Find(provider, model));
        }

        return place;
    }

    public Place Of(Target target) => Of(target.Provider.Name, target.Model);
}

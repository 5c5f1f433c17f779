using RelayPlane.Catalog;

namespace RelayPlane.Routing;

/// <summary>A model at a provider. The model is empty for a path that names none.</summary>
internal sealed record Target(Provider Provider, string Model)
{
    /// <summary>Whether both are the same, though a new config may have made the provider anew.</summary>
    public bool Is(Target? other) => other is not null && Model == other.Model && Provider.Name == other.Provider.Name;
}

using RelayPlane.Catalog;

namespace RelayPlane.Routing;

/// <summary>A model at a provider. The model is empty for a path that names none.</summary>
internal sealed record Target(Provider Provider, string Model);

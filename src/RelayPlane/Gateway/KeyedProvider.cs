using RelayPlane.Catalog;
using RelayPlane.Upstream;

namespace RelayPlane.Gateway;

/// <summary>A provider that calls can go to, with the keys that the config has for it, best first.</summary>
/// <param name="IsConfigured">Whether the config names it, it has a key, or it needs none: others are reached with clients' own keys alone.</param>
internal sealed record KeyedProvider(Provider Provider, IReadOnlyList<Credential> Keys, bool IsConfigured);

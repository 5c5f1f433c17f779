using RelayPlane.Upstream;

namespace RelayPlane.Pacing;

/// <summary>
/// What a person has paused: providers with all that goes there, and single keys by their labels, so that a key whose value is changed stays paused.
/// For the running process only. Not safe for threads; the pacer's lock guards it.
/// </summary>
internal sealed class Holds
{
    private readonly HashSet<string> _providers = new(StringComparer.Ordinal);
    private readonly HashSet<(string Provider, string Label)> _keys = [];

    public bool Has(string provider) => _providers.Contains(provider);

    public bool Has(string provider, string label) => _keys.Contains((provider, label));

    /// <summary>Whether nothing may be sent there with this key.</summary>
    public bool Cover(string provider, Credential key) =>
        (_providers.Count > 0 && Has(provider)) || (_keys.Count > 0 && key.IsConfigured && Has(provider, key.Label));

    public bool Hold(string provider, bool held) => held ? _providers.Add(provider) : _providers.Remove(provider);

    public bool Hold(string provider, string label, bool held) => held ? _keys.Add((provider, label)) : _keys.Remove((provider, label));
}

using System.Collections.Frozen;
using RelayPlane.Config;
using RelayPlane.Dispatch;
using RelayPlane.Upstream;

namespace RelayPlane.Tests.Dispatch;

/// <summary>Key rings for tests.</summary>
internal static class Rings
{
    public static KeyRing Of(ClientKeys rule, params (string Provider, Credential Key)[] keys) =>
        new(keys.GroupBy(pair => pair.Provider).ToFrozenDictionary(group => group.Key, IReadOnlyList<Credential> (group) => [.. group.Select(pair => pair.Key)]), rule);

    public static KeyRing Of(ClientKeys rule, IEnumerable<KeyValuePair<string, Credential>> keys) =>
        Of(rule, [.. keys.Select(pair => (pair.Key, pair.Value))]);
}

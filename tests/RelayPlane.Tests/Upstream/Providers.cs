using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Tests.Config;

namespace RelayPlane.Tests.Upstream;

/// <summary>Providers as the catalog and a config make them.</summary>
internal static class Providers
{
    /// <summary>Every row of the catalog at an address, and one of a user's own that speaks every API.</summary>
    public static IReadOnlyDictionary<string, Provider> All { get; } = From("""
        { "providers": { "azure": { "baseUrl": "https://res.openai.azure.com" }, "mine": { "baseUrl": "https://mine.example", "apis": ["openai", "anthropic", "gemini"] } } }
        """);

    public static IReadOnlyDictionary<string, Provider> From(string config) =>
        ProviderSet.From(Setup.Config(config), Setup.Environment(), new Uri("http://sandbox.relayplane.internal")).Providers;

    public static Provider Named(string name) => All[name];
}

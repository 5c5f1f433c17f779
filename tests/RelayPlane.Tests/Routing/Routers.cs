using System.Collections.Frozen;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Routing;
using RelayPlane.Tests.Config;
using RelayPlane.Tests.Hosting;
using RelayPlane.Tests.Ledger;
using Xunit;

namespace RelayPlane.Tests.Routing;

/// <summary>Routers of configs written as JSON, and what they make of a call.</summary>
internal static class Routers
{
    /// <param name="keyed">Providers that have a key.</param>
    public static Router Of(string json, LiveFigures? figures = null, TimeZoneInfo? local = null, params string[] keyed)
    {
        var config = Setup.Config(json);
        var parts = new RouteParts(TestBooks.Prices, figures ?? LiveFigures.None, local ?? TimeZoneInfo.Utc);
        return RouterFrom.Config(config, Names(config, parts.Figures, keyed), ModelPrefixes.ProviderOf, strategy: null, parts);
    }

    public static TargetNames Names(GatewayConfig config, LiveFigures figures, params string[] keyed)
    {
        var set = ProviderSet.From(config, Setup.Environment(), new Uri("http://sandbox.example"));
        var moved = config.Providers.Where(pair => pair.Value.BaseUrl is not null && ProviderTable.Rows.ContainsKey(pair.Key)).Select(pair => pair.Key).ToFrozenSet();
        var rules = NameRules.From(config, keyed.ToFrozenSet(), TestBooks.Prices, figures, new FakeTimeProvider(Entries.Noon));
        return new TargetNames(set.Providers, ModelPrefixes.ProviderOf, config.Providers.Keys.Concat(keyed).ToFrozenSet(), moved, rules);
    }

    public static Plan Plan(string json, Call call, string? client = null, string? agent = null)
    {
        Assert.True(Of(json).Plan(call, new CallerNames(client, agent)).TryGet(out var plan, out var refusal), refusal?.Message);
        return plan;
    }

    /// <summary>The plan's targets as <c>provider/model provider/model</c>.</summary>
    public static string Chain(this Plan plan) => string.Join(' ', plan.Targets.Select(target => $"{target.Provider.Name}/{target.Model}"));
}

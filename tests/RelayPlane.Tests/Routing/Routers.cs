using System.Collections.Frozen;
using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Routing;
using RelayPlane.Tests.Config;
using Xunit;

namespace RelayPlane.Tests.Routing;

/// <summary>Routers of configs written as JSON, and what they make of a call.</summary>
internal static class Routers
{
    public static Router Of(string json)
    {
        var config = Setup.Config(json);
        var set = ProviderSet.From(config, Setup.Environment(), new Uri("http://sandbox.example"));
        var moved = config.Providers.Where(pair => pair.Value.BaseUrl is not null && ProviderTable.Rows.ContainsKey(pair.Key)).Select(pair => pair.Key).ToFrozenSet();
        var names = new TargetNames(set.Providers, ModelPrefixes.ProviderOf, config.Providers.Keys.ToFrozenSet(), moved);
        return RouterFrom.Config(config, names, ModelPrefixes.ProviderOf);
    }

    public static Plan Plan(string json, Call call, string? client = null, string? agent = null)
    {
        Assert.True(Of(json).Plan(call, new CallerNames(client, agent)).TryGet(out var plan, out var refusal), refusal?.Message);
        return plan;
    }

    /// <summary>The plan's targets as <c>provider/model provider/model</c>.</summary>
    public static string Chain(this Plan plan) => string.Join(' ', plan.Targets.Select(target => $"{target.Provider.Name}/{target.Model}"));
}

using System.Text.Json;
using RelayPlane.Catalog;

namespace RelayPlane.Config;

/// <summary>What routes and fallbacks may say: targets that can exist, and conditions that can be read.</summary>
internal static class RouteChecks
{
    private static readonly string[] s_endpoints = [.. Enum.GetValues<Endpoint>().Select(WireNames.Of)];

    /// <summary>Each problem with the path of the value at fault.</summary>
    public static IEnumerable<(string Path, string Text)> Run(GatewayConfig config) =>
        config.Providers.Where(pair => pair.Value is not null).SelectMany(pair => Fallback(config, $"providers.{pair.Key}", pair.Value.Fallback, pair.Value.FallbackOn))
            .Concat(RouteList.Of(config).SelectMany(route => Route(config, route)))
            .Concat(RouteList.Of(config).GroupBy(route => route.Name).SelectMany(same => same.Skip(1)).Where(route => route.IsRule).Select(route => ($"{route.Path}.name", "is another route's name")))
            .Concat(AliasChecks.Run(config))
            .Concat(config.CrossProviderCascade is { Enabled: true } cascade ? Cascade(config, cascade) : []);

    private static IEnumerable<(string Path, string Text)> Route(GatewayConfig config, WrittenRoute written)
    {
        if (written is not { Config: { } route, Path: var path })
        {
            return [(written.Path, "must be an object")];
        }

        return Targets(config, [($"{path}.model", route.Model)])
            .Concat(Targets(config, Each($"{path}.cheapest", route.Cheapest).Concat(Each($"{path}.fastest", route.Fastest))))
            .Concat(Choices(config, path, route))
            .Concat(Fallback(config, path, route.Fallback, route.FallbackOn))
            .Concat(route.Match is { } match ? Match($"{path}.match", match) : [])
            .Concat(written.IsRule && route.Match is null ? [(path, "needs match; {} takes every call")] : [])
            .Concat(!written.IsRule && route.Name is not null ? [($"{path}.name", "goes with routing.rules only; a route is named by its key")] : []);
    }

    /// <summary>A route says in one way where its calls go.</summary>
    private static IEnumerable<(string Path, string Text)> Choices(GatewayConfig config, string path, RouteConfig route)
    {
        string[] given =
        [
            .. new[] { ("model", route.Model is not null), ("split", route.Split is not null), ("cheapest", route.Cheapest is not null), ("fastest", route.Fastest is not null) }
                .Where(choice => choice.Item2).Select(choice => choice.Item1),
        ];
        if (given.Length > 1)
        {
            yield return ($"{path}.{given[1]}", $"cannot stand beside {given[0]}: a route has one of model, split, cheapest and fastest");
        }

        foreach (var (key, isEmpty) in new[] { ("split", route.Split is { Count: 0 }), ("cheapest", route.Cheapest is { Count: 0 }), ("fastest", route.Fastest is { Count: 0 }) })
        {
            if (isEmpty)
            {
                yield return ($"{path}.{key}", "names no model");
            }
        }

        foreach (var (model, weight) in route.Split ?? new Dictionary<string, double>())
        {
            if (Wrong(config, model) is { } wrong)
            {
                yield return ($"{path}.split.{model}", wrong);
            }
            else if (weight is not (> 0 and <= 1e9))
            {
                yield return ($"{path}.split.{model}", "must be above 0");
            }
        }
    }

    private static IEnumerable<(string Path, ModelName? Name)> Each(string path, IReadOnlyList<ModelName>? names) =>
        (names ?? []).Select((name, index) => ($"{path}[{index}]", (ModelName?)name));

    private static IEnumerable<(string Path, string Text)> Match(string path, RouteMatch match)
    {
        foreach (var (where, endpoint) in Items($"{path}.endpoint", match.Endpoint))
        {
            if (!endpoint.Contains('*', StringComparison.Ordinal) && !s_endpoints.Contains(endpoint, StringComparer.OrdinalIgnoreCase))
            {
                yield return (where, $"is not a known endpoint; the nearest is {Nearest.To(endpoint, s_endpoints)}");
            }
        }

        if (match.Header is { ValueKind: not JsonValueKind.Null } header && HeaderRule.Read(header) is null)
        {
            yield return ($"{path}.header", HeaderRule.Form);
        }

        if (match.InputTokens is { ValueKind: not JsonValueKind.Null } tokens && TokenRange.Read(tokens) is null)
        {
            yield return ($"{path}.inputTokens", TokenRange.Form);
        }

        if (match.Time is { ValueKind: not JsonValueKind.Null } time && TimeRule.Read(time) is null)
        {
            yield return ($"{path}.time", TimeRule.Form);
        }
    }

    private static IEnumerable<(string Path, string Text)> Fallback(GatewayConfig config, string path, IReadOnlyList<ModelName>? fallback, StringList? on) =>
        Targets(config, Each($"{path}.fallback", fallback))
            .Concat(Items($"{path}.fallbackOn", on)
                .Where(item => !MistakeNames.All.Contains(item.Text))
                .Select(item => (item.Path, $"is not a mistake that may fall back; the nearest is {Nearest.To(item.Text, MistakeNames.All)}")));

    /// <summary>Names that a config gives to models.</summary>
    public static IEnumerable<(string Path, string Text)> Targets(GatewayConfig config, IEnumerable<(string Path, ModelName? Name)> targets)
    {
        foreach (var (path, name) in targets)
        {
            if (name is not null && Wrong(config, name.Text) is { } wrong)
            {
                yield return (path, wrong);
            }
        }
    }

    /// <summary>A model's own name may have a slash, where a prefix knows it, or where something stands in a home provider's place that may serve any name.</summary>
    public static string? Wrong(GatewayConfig config, string target)
    {
        if (config.Aliases?.ContainsKey(target) == true)
        {
            return null;
        }

        if (OurNames.IsOurs(target))
        {
            return OurNames.Word(target) is not null ? null : $"is no name of ours; the nearest is {Nearest.To(target, OurNames.Listed)}";
        }

        var slash = target.IndexOf('/', StringComparison.Ordinal);
        if (target.Length == 0 || slash == target.Length - 1)
        {
            return "names no model";
        }

        if (slash > 0 && ProviderTable.Rows.GetValueOrDefault(target[..slash]) is { BaseUrl: null, Name: not ProviderSet.Sandbox } row && !config.Providers.ContainsKey(row.Name))
        {
            return $"goes to {row.Name}, which needs providers.{row.Name}.baseUrl";
        }

        return slash <= 0 || Exists(config, target[..slash]) || ModelPrefixes.ProviderOf(target) is not null
            || Enum.GetValues<Api>().Any(api => config.Providers.GetValueOrDefault(HomeProvider.Of(api))?.BaseUrl is not null)
            ? null
            : $"names no known provider; the nearest is {NearestProvider(config, target[..slash])}";
    }

    private static IEnumerable<(string Path, string Text)> Cascade(GatewayConfig config, CrossProviderCascadeConfig cascade)
    {
        const string path = "crossProviderCascade";
        foreach (var (index, name) in (cascade.Providers ?? []).Index().Where(item => item.Item is null || !Exists(config, item.Item)))
        {
            yield return ($"{path}.providers[{index}]", $"is not a known provider; the nearest is {NearestProvider(config, name ?? string.Empty)}");
        }

        foreach (var (index, status) in (cascade.TriggerStatuses ?? []).Index().Where(item => item.Item is < 400 or > 599))
        {
            yield return ($"{path}.triggerStatuses[{index}]", $"must be a status from 400 to 599, not {status}");
        }

        if (cascade.ModelMapping is { ValueKind: not JsonValueKind.Null } mapping && !IsMapping(mapping))
        {
            yield return ($"{path}.modelMapping", "must be { \"MODEL\": { \"PROVIDER\": \"MODEL\" } }");
        }
    }

    private static bool IsMapping(JsonElement mapping) =>
        mapping.ValueKind == JsonValueKind.Object && mapping.EnumerateObject().All(model =>
            model.Value.ValueKind == JsonValueKind.Object && model.Value.EnumerateObject().All(there => there.Value.ValueKind == JsonValueKind.String));

    /// <summary>One string is written without an index.</summary>
    private static IEnumerable<(string Path, string Text)> Items(string path, StringList? list) =>
        (list ?? new StringList([])).Select((text, index) => (list!.Count == 1 ? path : $"{path}[{index}]", text ?? string.Empty));

    private static bool Exists(GatewayConfig config, string provider) => ProviderTable.Rows.ContainsKey(provider) || config.Providers.ContainsKey(provider);

    private static string? NearestProvider(GatewayConfig config, string provider) => Nearest.To(provider, ProviderTable.Rows.Keys.Concat(config.Providers.Keys));
}

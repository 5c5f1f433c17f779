namespace RelayPlane.Config;

/// <summary>What <c>limits</c> may say, wherever it stands.</summary>
internal static class LimitChecks
{
    /// <summary>Each problem with the path of the value at fault.</summary>
    public static IEnumerable<(string Path, string Text)> Run(GatewayConfig config) =>
        Check(config, "limits", config.Limits)
            .Concat(RouteList.Of(config).SelectMany(route => Check(config, $"{route.Path}.limits", route.Config?.Limits)))
            .Concat(config.Clients.Index().SelectMany(client => Check(config, $"clients[{client.Index}].limits", client.Item?.Limits)))
            .Concat((config.Models ?? new Dictionary<string, ModelConfig>()).SelectMany(pair => Check(config, $"models.{pair.Key}.limits", pair.Value?.Limits)));

    private static IEnumerable<(string Path, string Text)> Check(GatewayConfig config, string path, LimitsConfig? limits)
    {
        if (limits is { Action: LimitAction.Reroute, RerouteTo: null })
        {
            yield return (path, "needs rerouteTo, since action is \"reroute\"");
        }

        if (limits is { RerouteTo: not null, Action: LimitAction.Reject or LimitAction.Clamp })
        {
            yield return ($"{path}.rerouteTo", "goes with action \"reroute\" only");
        }

        if (limits?.RerouteTo is { } elsewhere && RouteChecks.Wrong(config, elsewhere.Text) is { } wrong)
        {
            yield return ($"{path}.rerouteTo", wrong);
        }
    }
}

using RelayPlane.Dialects;

namespace RelayPlane.Routing;

/// <summary>All routes, in the order in which they are tried: the first that takes a call has it, unless the call names one itself.</summary>
internal sealed class RouteTable(IReadOnlyList<Route> routes)
{
    private const string RouteHeader = "x-relayplane-route";

    public IReadOnlyList<Route> All => routes;

    /// <returns>Null for none. With a refusal, the call names a route that is not there.</returns>
    public Route? For(Call call, CallerNames caller, string asked, Target? meant, out Refusal? refusal)
    {
        refusal = null;
        var name = call.Headers[RouteHeader].ToString();
        if (routes.Count == 0 && name.Length == 0)
        {
            return null;
        }

        if (name.Length > 0)
        {
            var named = routes.FirstOrDefault(route => route.Name == name);
            refusal = named is null ? Unknown(name) : null;
            return named;
        }

        foreach (var route in routes)
        {
            if (route.Conditions?.Match(call, caller, asked, meant) ?? false)
            {
                return route;
            }
        }

        return null;
    }

    /// <summary>The route that a call names itself; null where it names none.</summary>
    public static string? NamedBy(Call call) => call.Headers[RouteHeader].ToString() is { Length: > 0 } name ? name : null;

    private Refusal Unknown(string name)
    {
        var near = NearNames.Of(name, routes.Select(route => route.Name));
        var hint = near.Count > 0 ? $" Did you mean {string.Join(", ", near)}?"
            : routes.Count > 0 ? $" There are: {string.Join(", ", routes.Select(route => route.Name).Take(10))}."
            : " The config has no routes.";
        return new Refusal(RefusalKind.InvalidRequest, $"No route is named {name}, as the header {RouteHeader} asks.{hint}");
    }
}

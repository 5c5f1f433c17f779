namespace RelayPlane.Config;

/// <summary>A key by which a client shows the gateway who it is. Its text form is the client's name.</summary>
internal sealed class ClientKey(string name, string value)
{
    public string Name => name;

    public string Value => value;

    public override string ToString() => name;

    /// <summary>The keys of <c>clients</c>. A reference that leads nowhere is named in the notices, and that client cannot call.</summary>
    public static IReadOnlyList<ClientKey> Read(GatewayConfig config, List<string> notices, Func<string, string?>? environment = null)
    {
        var keys = new List<ClientKey>();
        foreach (var (index, client) in config.Clients.Index())
        {
            if (client.Key?.Read(environment ?? Variables.Read) is { Length: > 0 } value)
            {
                keys.Add(new ClientKey(client.Name!, value));
            }
            else
            {
                notices.Add($"clients[{index}].key: {client.Key} gives no key, so {client.Name} cannot call.");
            }
        }

        return keys;
    }
}

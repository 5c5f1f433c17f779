using System.IO.Hashing;
using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Routing;

namespace RelayPlane.Upstream;

/// <summary>A credential on its way to one provider. Prints as its label only.</summary>
/// <param name="Label">What it is called in the ledger and in errors.</param>
/// <param name="Value">The secret.</param>
/// <param name="IsClients">Whether the client brought it.</param>
internal sealed record Credential(string Label, string Value, bool IsClients = false)
{
    private static readonly long s_salt = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    /// <summary>Nothing to present.</summary>
    public static Credential None { get; } = new("none", string.Empty) { Id = "none" };

    /// <summary>What tells it from other keys without telling it: a keyed hash.</summary>
    public string Id { get; init; } = Label;

    /// <summary>0 for the keys of a provider that are used first, then 1, and so on.</summary>
    public int Rank { get; init; }

    /// <summary>The client's own.</summary>
    public static Credential OfClient(string value) => new("client", value, IsClients: true) { Id = IdOf(value) };

    /// <summary>An id that tells a key from others within this process and nothing more.</summary>
    private static string IdOf(string value) => $"client-{XxHash3.HashToUInt64(MemoryMarshal.AsBytes(value.AsSpan()), s_salt):x16}";

    /// <summary>The id of a configured key: the same after a restart, another when the key is changed.</summary>
    public static string IdOf(string label, string value) =>
        $"{label}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("relayplane key id\n" + value)).AsSpan(0, 6))}";

    /// <summary>Whether it is one of the gateway's own, so that its refusal is no news for the client.</summary>
    public bool IsConfigured => Value.Length > 0 && !IsClients;

    public override string ToString() => Label;
}

/// <summary>Which key goes where. A client's own goes to the home provider of the API it spoke and nowhere else; a configured key goes to its provider only. Pure.</summary>
internal static class KeyChoice
{
    /// <returns>Null where the target cannot be tried for want of a key.</returns>
    public static Credential? For(Call call, Provider provider, string home, Credential? configured, ClientKeys rule)
    {
        var own = provider.Name == home && rule != ClientKeys.Ignore ? call.Credential : null;
        if (own is not null)
        {
            return Credential.OfClient(own);
        }

        if (rule == ClientKeys.Require && provider.Name == home)
        {
            return null;
        }

        return configured ?? (provider.Keyless || IsLocal(provider.BaseUrl) ? Credential.None : null);
    }

    /// <summary>A server on this machine is often run without keys; it may judge for itself.</summary>
    private static bool IsLocal(Uri address) =>
        address.IsLoopback || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));
}

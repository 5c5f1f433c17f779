using System.Security.Cryptography;
using System.Text;
using RelayPlane.Dialects;

namespace RelayPlane.Admission;

/// <summary>Says who a caller is. Where the config lists clients, each call must carry one of their keys, which then goes no further.</summary>
/// <param name="clients">The clients' names by the hash of their keys, so that looking one up takes no hint from the key's bytes.</param>
internal sealed class Doorman(IReadOnlyDictionary<string, string> clients)
{
    /// <summary>Whether the config lists any client.</summary>
    public bool ListsClients => clients.Count > 0;

    public static string HashOf(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public OrRefusal<Caller> Recognise(IEnumerable<string> presented)
    {
        string? name = null;
        string? credential = null;
        foreach (var key in presented)
        {
            // A client's key is nobody's provider credential, wherever and however often it stands.
            if (clients.Count > 0 && clients.TryGetValue(HashOf(key), out var known))
            {
                name ??= known;
            }
            else
            {
                credential ??= key;
            }
        }

        return clients.Count > 0 && name is null
            ? new Refusal(RefusalKind.Authentication, "This gateway wants one of the keys that its config lists under clients; the call carries none of them.")
            : new Caller(name, credential);
    }
}

/// <summary>Who calls.</summary>
/// <param name="Name">The client's name in the config; null where clients are not listed.</param>
/// <param name="Credential">The caller's own provider credential, if it brought one.</param>
internal sealed record Caller(string? Name, string? Credential)
{
    public override string ToString() => Name ?? "caller";
}

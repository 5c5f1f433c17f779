using System.Collections.Frozen;

namespace RelayPlane.Upstream;

/// <summary>Which headers travel. Everything does, in both directions, but what concerns one connection only, credentials, and our own.</summary>
internal static class HeaderPolicy
{
    private const string Ours = "x-relayplane-";

    /// <summary>Hop-by-hop (RFC 9110 §7.6.1), or set anew for each hop.</summary>
    private static readonly FrozenSet<string> Hop = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "connection", "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade");

    private static readonly FrozenSet<string> StayHome = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "host", "content-length", "expect", "accept-encoding", "authorization", "x-api-key", "x-goog-api-key", "api-key", "x-amz-security-token", "cookie", "origin", "referer");

    /// <summary>These name an account at the client's own provider, so they go there and nowhere else.</summary>
    private static readonly FrozenSet<string> HomeOnly = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "openai-organization", "openai-project", "anthropic-workspace-id", "anthropic-user-profile-id");

    private static readonly FrozenSet<string> Neutral = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "user-agent", "content-type", "traceparent", "tracestate", "baggage", "x-request-id", "idempotency-key");

    /// <summary>Whose values are credentials, whichever way they travel.</summary>
    private static readonly FrozenSet<string> Secret = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "authorization", "proxy-authorization", "cookie", "set-cookie");

    /// <summary>How the names of others end: <c>x-goog-api-key</c>, <c>x-amz-security-token</c>, <c>x-client-secret</c>. Never <c>…-tokens</c>, of which limits speak.</summary>
    private static readonly string[] SecretEndings = ["api-key", "apikey", "access-key", "token", "secret", "password", "signature"];

    /// <summary>Whether nobody is shown its value.</summary>
    public static bool IsSecret(string name) =>
        Secret.Contains(name) || name.Equals("x-relayplane-page", StringComparison.OrdinalIgnoreCase)
        || Array.Exists(SecretEndings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <param name="name">A request header.</param>
    /// <param name="home">Whether the target is the home provider of the client's API.</param>
    /// <param name="connection">The client's <c>Connection</c> header, whose tokens name further hop-by-hop headers.</param>
    public static bool GoesUp(string name, bool home, string? connection) =>
        !Hop.Contains(name) && !StayHome.Contains(name) && !name.StartsWith(Ours, StringComparison.OrdinalIgnoreCase)
        && (home || !HomeOnly.Contains(name)) && !Names(connection, name);

    /// <summary>What means the same to every API: the rest of the headers belongs to the one that the client speaks, and does not go to another.</summary>
    public static bool IsNeutral(string name) => Neutral.Contains(name);

    /// <summary>A provider that is a gateway of this kind itself must not speak in our name: a call's id is the one in our ledger.</summary>
    public static bool ComesBack(string name) => !Hop.Contains(name) && !name.StartsWith(Ours, StringComparison.OrdinalIgnoreCase);

    private static bool Names(string? connection, string name)
    {
        if (string.IsNullOrEmpty(connection) || connection.Equals("keep-alive", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        foreach (var part in connection.AsSpan().Split(','))
        {
            if (connection.AsSpan(part).Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

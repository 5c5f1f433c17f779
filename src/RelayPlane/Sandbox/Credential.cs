using System.Security.Cryptography;
using System.Text;

namespace RelayPlane.Sandbox;

/// <summary>The key that a request brought, wherever its API puts it.</summary>
internal static class Credential
{
    private static readonly string[] Places = ["x-api-key", "x-goog-api-key", "api-key"];

    public static string Of(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return authorization["Bearer ".Length..].Trim();
        }

        foreach (var place in Places)
        {
            if (request.Headers.TryGetValue(place, out var key) && !string.IsNullOrEmpty(key))
            {
                return key.ToString();
            }
        }

        return request.QueryString.HasValue ? request.Query["key"].ToString() : "";
    }

    public static bool IsSecretHeader(string name) =>
        name.Equals("authorization", StringComparison.OrdinalIgnoreCase) || Places.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>What the log shows in place of a key: the first 12 hex digits of its SHA-256.</summary>
    public static string Mask(string key) =>
        key.Length == 0 ? "" : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..12];
}

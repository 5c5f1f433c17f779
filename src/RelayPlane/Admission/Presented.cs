using System.Collections.Frozen;
using System.Text;

namespace RelayPlane.Admission;

/// <summary>The credentials that a request presents, in any API's usual place. Never printed.</summary>
internal static class Presented
{
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";

    /// <summary>What people put where a client insists on a key and none is meant.</summary>
    private static readonly FrozenSet<string> Placeholders = FrozenSet.Create(StringComparer.Ordinal, string.Empty, "relayplane", "sk-relayplane", "sk-ant-relayplane");

    /// <summary>Every credential there is, placeholders left out, in the order of precedence.</summary>
    public static IEnumerable<string> In(IHeaderDictionary headers, string? queryKey)
    {
        if (Real(headers["x-api-key"]) is { } anthropic)
        {
            yield return anthropic;
        }

        var authorization = headers.Authorization.ToString();
        if (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && Real(authorization[Bearer.Length..]) is { } bearer)
        {
            yield return bearer;
        }

        if (Real(headers["x-goog-api-key"]) is { } google)
        {
            yield return google;
        }

        if (Real(headers["api-key"]) is { } azure)
        {
            yield return azure;
        }

        if (Real(queryKey) is { } query)
        {
            yield return query;
        }
    }

    /// <summary>The password of HTTP Basic, which is where a browser that is asked for a key puts it; null where there is none.</summary>
    public static string? Password(IHeaderDictionary headers)
    {
        var authorization = headers.Authorization.ToString();
        var bytes = new byte[authorization.Length];
        if (!authorization.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) || !Convert.TryFromBase64String(authorization[Basic.Length..].Trim(), bytes, out var length))
        {
            return null;
        }

        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        return pair.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? Real(pair[(colon + 1)..]) : null;
    }

    private static string? Real(string? value)
    {
        var trimmed = value?.Trim() ?? string.Empty;
        if (trimmed.AsSpan().ContainsAnyInRange('\0', '\u001f'))
        {
            // A query may spell a line break, which would end the header that the key travels in and begin another.
            trimmed = string.Concat(trimmed.Where(character => !char.IsControl(character)));
        }

        return Placeholders.Contains(trimmed) ? null : trimmed;
    }
}

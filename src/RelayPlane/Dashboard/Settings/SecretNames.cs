using System.Text.RegularExpressions;

namespace RelayPlane.Dashboard.Settings;

/// <summary>Which texts of a config are secrets, or hold one. Rather one too many: a name that sounds like a secret is one, also in sections that do nothing.</summary>
internal static partial class SecretNames
{
    /// <summary>What stands for a secret.</summary>
    public const string Mask = "••••";

    /// <summary>Whether a value under these keys is secret as such. The keys of lists do not count.</summary>
    public static bool IsSecret(IReadOnlyList<string> path)
    {
        var name = path.Count > 0 ? path[^1] : string.Empty;
        if (path is ["aliases" or "modelOverrides", _] or ["downgrade", "mapping", _])
        {
            // Names of models, which the user chose as they liked.
            return false;
        }

        return Sounds().IsMatch(name)
            || (path is ["clients", ..] && name == "key")
            || (path.Count >= 4 && path[0] == "providers" && path.Contains("headers"))
            || (path is ["routes", _, "match", "header", ..] && Credentials().IsMatch(name));
    }

    /// <summary>Whether it is an address that lets whoever knows it post there.</summary>
    public static bool IsHook(IReadOnlyList<string> path) => path.Count > 0 && path[^1].Contains("webhook", StringComparison.OrdinalIgnoreCase);

    /// <summary>A text that stands at these keys, as it may be shown.</summary>
    public static string Shown(IReadOnlyList<string> path, string text)
    {
        if (text.Length == 0 || text.StartsWith("env:", StringComparison.Ordinal) || text.StartsWith("file:", StringComparison.Ordinal))
        {
            return text;
        }

        if (IsHook(path) && !IsSecret(path))
        {
            return Uri.TryCreate(text.Trim(), UriKind.Absolute, out var hook) && hook.Scheme is "http" or "https" ? $"{hook!.Scheme}://{hook.Authority}/{Mask}" : Mask;
        }

        return IsSecret(path) ? Mask : WithoutKeys(text);
    }

    /// <summary>Free text, such as a comment, without what looks like a key or stands in an address as one.</summary>
    public static string WithoutKeys(string text) => Looks().Replace(UserInfo().Replace(text, "://" + Mask + "@"), match => match.Groups["keep"].Value + Mask);

    [GeneratedRegex("api[_-]?key|secret|passw|credential|authorization|access[_-]?key|private[_-]?key|^token$|[a-z]Token$|_token$|^connection$", RegexOptions.IgnoreCase)]
    private static partial Regex Sounds();

    [GeneratedRegex("authorization|cookie|key|token|secret", RegexOptions.IgnoreCase)]
    private static partial Regex Credentials();

    [GeneratedRegex("""://[^\s"/@]+@""")]
    private static partial Regex UserInfo();

    // The usual forms of providers' keys; an address's query; hooks whose path is the secret.
    [GeneratedRegex("""\b(sk|pk|rk|xai|gsk|ghp|gho|ghs|pplx|nvapi|hf)[-_][A-Za-z0-9_\-]{8,}|\bAIza[A-Za-z0-9_\-]{16,}|\bA(KI|SI)A[A-Z0-9]{12,}(:\S+)?|\bxox[a-z]-[A-Za-z0-9\-]{8,}|\beyJ[A-Za-z0-9_\-]{8,}[A-Za-z0-9_\-.]*|(?<keep>\bBearer\s+)[^\s"]{6,}|(?<keep>https?://[^\s"?]+\?)[^\s"]+|(?<keep>https://hooks\.[^\s"/]+/)[^\s"]+""", RegexOptions.IgnoreCase)]
    private static partial Regex Looks();
}

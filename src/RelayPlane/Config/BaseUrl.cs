namespace RelayPlane.Config;

/// <summary>A base URL split where its version segment begins, so that the segment stands in every address exactly once.</summary>
/// <param name="Root">All before the version segment, without a slash at the end.</param>
/// <param name="Version">The version segment, or empty.</param>
/// <param name="Written">Whether the segment was written in the URL.</param>
internal sealed record BaseUrl(Uri Root, string Version, bool Written)
{
    /// <summary>Splits <c>https://api.groq.com</c>, <c>https://api.groq.com/openai</c> and <c>https://api.groq.com/openai/v1/</c> alike.</summary>
    /// <param name="written">An absolute http or https URL.</param>
    /// <param name="version">The row's segment: <c>/openai/v1</c>.</param>
    public static BaseUrl Split(string written, string version)
    {
        var uri = new Uri(written.Trim());
        var path = uri.AbsolutePath.TrimEnd('/');
        if (version.Length == 0)
        {
            return new BaseUrl(Rooted(uri, path), "", true);
        }

        // A mirror of Groq at http://host/v1 has its version there, without the /openai of the original.
        foreach (var ending in new[] { version, version[version.LastIndexOf('/')..] })
        {
            if (path.EndsWith(ending, StringComparison.Ordinal))
            {
                return new BaseUrl(Rooted(uri, path[..^ending.Length]), ending, true);
            }
        }

        for (var end = version.LastIndexOf('/'); end > 0; end = version.LastIndexOf('/', end - 1))
        {
            if (path.EndsWith(version[..end], StringComparison.Ordinal))
            {
                return new BaseUrl(Rooted(uri, path[..^end]), version, false);
            }
        }

        return new BaseUrl(Rooted(uri, path), version, false);
    }

    /// <summary>What is wrong with a base URL; null where nothing is.</summary>
    public static string? Problem(string written)
    {
        if (!Uri.TryCreate(written.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
        {
            return "must be an absolute http:// or https:// URL";
        }

        return uri.Query.Length + uri.Fragment.Length + uri.UserInfo.Length > 0 ? "must be a URL without a query, a fragment or a user name" : null;
    }

    private static Uri Rooted(Uri uri, string path) => new(uri.GetLeftPart(UriPartial.Authority) + path);
}

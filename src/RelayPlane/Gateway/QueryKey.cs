namespace RelayPlane.Gateway;

/// <summary>Takes Gemini's <c>key</c> parameter out of a query, so that it neither travels in an address nor is kept.</summary>
internal static class QueryKey
{
    public static (string? Key, string Query) TakeFrom(string query)
    {
        if (!query.Contains("key=", StringComparison.Ordinal))
        {
            return (null, query);
        }

        string? key = null;
        var kept = new List<string>();
        foreach (var part in query.TrimStart('?').Split('&'))
        {
            if (part.StartsWith("key=", StringComparison.Ordinal))
            {
                key ??= Uri.UnescapeDataString(part["key=".Length..]);
            }
            else
            {
                kept.Add(part);
            }
        }

        return (key, kept.Count == 0 ? string.Empty : $"?{string.Join('&', kept)}");
    }
}

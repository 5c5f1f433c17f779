namespace RelayPlane.Gateway;

/// <summary>Takes Gemini's <c>key</c> parameter out of a query, so that it neither travels in an address nor is kept.</summary>
internal static class QueryKey
{
    public static (string? Key, string Query) TakeFrom(string query)
    {
        if (!query.Contains("key=", StringComparison.Ordinal) && !query.Contains('%', StringComparison.Ordinal))
        {
            return (null, query);
        }

        string? key = null;
        var kept = new List<string>();
        foreach (var part in query.TrimStart('?').Split('&'))
        {
            // A provider unescapes names too, so an escaped one is the same key.
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && Uri.UnescapeDataString(part[..equals]) == "key")
            {
                key ??= Uri.UnescapeDataString(part[(equals + 1)..]);
            }
            else
            {
                kept.Add(part);
            }
        }

        return key is null ? (null, query) : (key, kept.Count == 0 ? string.Empty : $"?{string.Join('&', kept)}");
    }
}

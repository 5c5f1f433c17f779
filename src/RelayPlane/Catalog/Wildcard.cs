namespace RelayPlane.Catalog;

/// <summary>Patterns in which <c>*</c> stands for anything, also nothing. Upper and lower case are alike. Pure.</summary>
internal static class Wildcard
{
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var star = pattern.IndexOf('*');
        if (star < 0)
        {
            return text.Equals(pattern, StringComparison.OrdinalIgnoreCase);
        }

        if (!text.StartsWith(pattern[..star], StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // Between two stars the first place that fits will do; what stands after the last must be the end.
        text = text[star..];
        pattern = pattern[(star + 1)..];
        for (star = pattern.IndexOf('*'); star >= 0; star = pattern.IndexOf('*'))
        {
            var at = text.IndexOf(pattern[..star], StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return false;
            }

            text = text[(at + star)..];
            pattern = pattern[(star + 1)..];
        }

        return text.EndsWith(pattern, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether any of the patterns matches; null patterns ask nothing and take everything.</summary>
    public static bool MatchesAny(IReadOnlyList<string>? patterns, string? text)
    {
        if (patterns is null)
        {
            return true;
        }

        for (var i = 0; text is not null && i < patterns.Count; i++)
        {
            if (Matches(patterns[i], text))
            {
                return true;
            }
        }

        return false;
    }
}

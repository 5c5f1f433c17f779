namespace RelayPlane.Catalog;

/// <summary>The names that ask the gateway to choose, and no certain model. Upper and lower case are alike. Pure.</summary>
internal static class OurNames
{
    /// <summary>What is offered; <see cref="Word"/> knows a few more, which RelayPlane's users write.</summary>
    public static IReadOnlyList<string> Listed { get; } =
        ["relayplane:auto", "relayplane:cost", "relayplane:fast", "relayplane:quality", "rp:auto", "rp:balanced", "rp:best", "rp:cheap", "rp:fast"];

    private static readonly string[] s_prefixes = ["rp:", "relayplane:"];

    private static readonly string[] s_words = ["auto", "cost", "fast", "quality"];

    /// <summary>Whether nobody else's model can have this name.</summary>
    public static bool IsOurs(string name) => After(name) > 0;

    /// <summary>What a name asks for: <c>auto</c>, <c>cost</c>, <c>fast</c>, <c>quality</c>; null where it is none of ours, or not known.</summary>
    public static string? Word(string name)
    {
        if (name.IndexOf(':', StringComparison.Ordinal) < 0 || After(name) is not (> 0 and var at))
        {
            return null;
        }

        var word = name.AsSpan(at);
        return Bare(word) ?? (Is(word, "balanced") ? "auto" : Is(word, "cheap") ? "cost" : Is(word, "best") ? "quality" : null);
    }

    /// <summary>The same of a word without a prefix.</summary>
    public static string? Bare(ReadOnlySpan<char> name)
    {
        foreach (var word in s_words)
        {
            if (Is(name, word))
            {
                return word;
            }
        }

        return null;
    }

    /// <summary>A word of ours behind a model's name, <c>claude-opus-4-6:cost</c>. Ids that have a colon of their own are cut nowhere.</summary>
    /// <returns>What stands before it; null where there is none.</returns>
    public static string? Cut(string name, out string word)
    {
        word = string.Empty;
        var at = name.LastIndexOf(':');
        if (at <= 0 || Bare(name.AsSpan(at + 1)) is not { } known || known == "auto")
        {
            return null;
        }

        word = known;
        return name[..at];
    }

    private static int After(string name)
    {
        foreach (var prefix in s_prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return prefix.Length;
            }
        }

        return 0;
    }

    private static bool Is(ReadOnlySpan<char> word, string known) => word.Equals(known, StringComparison.OrdinalIgnoreCase);
}

namespace RelayPlane.Catalog;

/// <summary>
/// What a model's name is made of, however it is written: its words in any order, and its numbers in theirs. <c>claude-haiku-3-5</c> and
/// <c>Claude 3.5 Haiku</c> are the same; <c>4o</c> is a word, and not <c>o4</c>. Pure.
/// </summary>
internal static class ModelWords
{
    private const int LongestName = 80;

    /// <summary>From so many letters on, those behind a number are a word of their own: <c>3.5sonnet</c>, but <c>70b</c>.</summary>
    private const int LettersOfAWord = 3;

    /// <summary>The same text for names that mean the same; null for one that is no spelling of anything, as ids with a colon or a slash.</summary>
    /// <param name="without">A word that is left out, if it is there and another one beside it.</param>
    public static string? Key(string name, string? without = null)
    {
        if (name.Length > LongestName)
        {
            return null;
        }

        var (words, numbers) = (new List<string>(), new List<string>());
        for (var at = 0; at < name.Length;)
        {
            var length = Token(name.AsSpan(at));
            if (length == 0)
            {
                if (!IsBetween(name[at]))
                {
                    return null;
                }

                at++;
                continue;
            }

            var token = name.Substring(at, length).ToLowerInvariant();
            at += length;
            if (!char.IsAsciiDigit(token[0]) || !char.IsAsciiDigit(token[^1]))
            {
                words.Add(token);
            }
            else if (token != "0")
            {
                numbers.Add(token);
            }
        }

        // The newest of a kind is the kind itself; a zero at the end of a version says nothing.
        words.Remove("latest");
        if (without is not null && words.Count > 1)
        {
            words.Remove(without);
        }

        words.Sort(StringComparer.Ordinal);
        return words.Count == 0 ? null : $"{string.Join(' ', words)} {string.Join('.', numbers)}";
    }

    private static int Token(ReadOnlySpan<char> text)
    {
        var letters = Letters(text);
        if (letters > 0)
        {
            return letters;
        }

        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        var behind = digits == 0 ? 0 : Letters(text[digits..]);
        return behind >= LettersOfAWord ? digits : digits + behind;
    }

    private static int Letters(ReadOnlySpan<char> text)
    {
        var letters = 0;
        while (letters < text.Length && char.IsAsciiLetter(text[letters]))
        {
            letters++;
        }

        return letters;
    }

    private static bool IsBetween(char character) => character is '-' or '.' or '_' or ' ' or '@';
}

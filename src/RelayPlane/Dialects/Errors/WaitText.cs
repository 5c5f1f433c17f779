namespace RelayPlane.Dialects.Errors;

/// <summary>Finds the wait in a sentence: <c>try again in 1m2.5s</c>, <c>retry after 37 seconds</c>, <c>Please retry in 12.3s</c>, <c>reset after 2m 13s</c>.</summary>
internal static class WaitText
{
    private static readonly string[] s_marks = ["try again in ", "retry after ", "retry in ", "reset after ", "resets after ", "reset in ", "resets in ", "wait "];

    /// <param name="text">In small letters.</param>
    public static TimeSpan? Find(string text)
    {
        foreach (var mark in s_marks)
        {
            for (var at = text.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(mark, at + 1, StringComparison.Ordinal))
            {
                if (DurationText.Leading(text.AsSpan(at + mark.Length), out _) is { } wait && wait > TimeSpan.Zero)
                {
                    return wait;
                }
            }
        }

        return null;
    }

    /// <summary>The figure after a word: <c>Limit 15,000</c>, <c>Requested: 4351</c>.</summary>
    public static double? Figure(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var (figure, digits) = (0d, 0);
            for (var i = at + word.Length; i < text.Length && digits < 16; i++)
            {
                if (char.IsAsciiDigit(text[i]))
                {
                    (figure, digits) = ((figure * 10) + (text[i] - '0'), digits + 1);
                }
                else if (!(text[i] == ',' && digits > 0) && !(text[i] is ' ' or ':' && digits == 0))
                {
                    break;
                }
            }

            if (digits > 0)
            {
                return figure;
            }
        }

        return null;
    }
}

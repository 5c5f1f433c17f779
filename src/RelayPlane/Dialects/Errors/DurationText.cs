using System.Globalization;

namespace RelayPlane.Dialects.Errors;

/// <summary>Reads durations as providers write them: Go's <c>6m0s</c>, <c>12ms</c>, <c>2m59.56s</c>, a sentence's <c>2m 13s</c> or <c>37 seconds</c>, a bare <c>34.07</c>.</summary>
internal static class DurationText
{
    /// <summary>What nobody waits for; longer figures are mistakes.</summary>
    private const double LongestSeconds = 366 * 86400d;

    private static readonly (string Name, double Seconds)[] s_units =
    [
        ("milliseconds", 0.001), ("millisecond", 0.001), ("ms", 0.001), ("minutes", 60), ("minute", 60), ("mins", 60), ("min", 60), ("m", 60),
        ("seconds", 1), ("second", 1), ("secs", 1), ("sec", 1), ("s", 1), ("hours", 3600), ("hour", 3600), ("h", 3600),
        ("days", 86400), ("day", 86400), ("d", 86400), ("µs", 1e-6), ("us", 1e-6), ("ns", 1e-9),
    ];

    /// <summary>The whole text as one duration; null where it is none, negative or absurd. A bare number is in seconds.</summary>
    public static TimeSpan? Read(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return Leading(text, out var used) is { } found && used == text.Length ? found : null;
    }

    /// <summary>The duration that the text starts with.</summary>
    public static TimeSpan? Leading(ReadOnlySpan<char> text, out int used)
    {
        var seconds = 0d;
        var bare = true;
        used = 0;
        for (var at = 0; at < text.Length;)
        {
            var digits = Number(text[at..]);
            if (digits == 0 || !double.TryParse(text.Slice(at, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var figure))
            {
                break;
            }

            var end = at + digits;
            var unit = Unit(text[Skip(text, end)..]);
            if (unit.Name.Length == 0 && !bare)
            {
                break;
            }

            seconds += figure * unit.Seconds;
            used = unit.Name.Length == 0 ? end : Skip(text, end) + unit.Name.Length;
            if (unit.Name.Length == 0)
            {
                break;
            }

            bare = false;
            at = Skip(text, used);
        }

        return used > 0 ? Seconds(seconds) : null;
    }

    /// <summary>Null for what is negative, no number, or longer than anybody waits.</summary>
    public static TimeSpan? Seconds(double seconds) => seconds is >= 0 and <= LongestSeconds ? TimeSpan.FromSeconds(seconds) : null;

    private static int Number(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || text[length] == '.'))
        {
            length++;
        }

        return length > 0 && text[length - 1] == '.' ? length - 1 : length;
    }

    private static (string Name, double Seconds) Unit(ReadOnlySpan<char> text)
    {
        foreach (var unit in s_units)
        {
            if (text.StartsWith(unit.Name, StringComparison.OrdinalIgnoreCase) && (text.Length == unit.Name.Length || !char.IsAsciiLetter(text[unit.Name.Length])))
            {
                return unit;
            }
        }

        return ("", 1);
    }

    private static int Skip(ReadOnlySpan<char> text, int at) => at < text.Length && text[at] == ' ' ? at + 1 : at;
}

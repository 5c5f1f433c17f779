using System.Globalization;
using System.Text;

namespace RelayPlane.Hosting;

/// <summary>Text with names from outside in it, made harmless to a terminal and to who reads it: no control characters, nothing invisible, nothing that turns the direction of what follows.</summary>
internal static class HarmlessText
{
    public static string Of(string text)
    {
        if (text.All(letter => letter is >= ' ' and <= '~'))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            safe.Append(IsHarmful(rune) ? "?" : rune.ToString());
        }

        return safe.ToString();
    }

    // The two joiners, U+200C and U+200D, are part of how some scripts and emoji are spelt.
    private static bool IsHarmful(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.Format => rune.Value is not (0x200C or 0x200D),
        _ => false,
    };
}

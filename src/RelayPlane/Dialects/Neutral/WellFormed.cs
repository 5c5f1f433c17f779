using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace RelayPlane.Dialects.Neutral;

/// <summary>
/// Makes the text within JSON readable: clients that cut text anywhere send half of a surrogate pair, or half of a character's bytes, and providers take
/// it. Such a piece becomes U+FFFD here, as it does at any provider's. Pure.
/// </summary>
internal static class WellFormed
{
    private const int EscapeBytes = 6;

    /// <param name="json">Some clients begin it with a byte order mark, which JSON does not have.</param>
    /// <returns>The same memory where nothing is wrong with it.</returns>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> json)
    {
        json = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
        return Mended(json.Span) is { } mended ? mended : json;
    }

    /// <returns>Null where nothing is wrong with it.</returns>
    public static byte[]? Mended(ReadOnlySpan<byte> text)
    {
        var mended = Utf8.IsValid(text) ? null : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text));
        text = mended ?? text;
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOf((byte)'\\');
            if (next < 0)
            {
                break;
            }

            at += next;
            if (Escaped(text[at..]) is not { } half || !char.IsSurrogate(half))
            {
                at += 2;
            }
            else if (char.IsHighSurrogate(half) && Escaped(text[(at + EscapeBytes)..]) is { } other && char.IsLowSurrogate(other))
            {
                at += 2 * EscapeBytes;
            }
            else
            {
                mended ??= text.ToArray();
                "\\ufffd"u8.CopyTo(mended.AsSpan(at));
                at += EscapeBytes;
            }
        }

        return mended;
    }

    /// <summary>The UTF-16 unit that some text begins with, written as <c>\u1234</c>; null where it begins with anything else.</summary>
    private static char? Escaped(ReadOnlySpan<byte> text) =>
        text.Length >= EscapeBytes && text[0] == '\\' && text[1] == 'u' && ushort.TryParse(text[2..EscapeBytes], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}

namespace RelayPlane.Dispatch.Judging;

/// <summary>A text in small letters and with straight apostrophes, to be looked through for phrases. Pure.</summary>
internal static class PlainWords
{
    public static string Of(ReadOnlySpan<char> text) => string.Create(text.Length, text, static (plain, text) =>
    {
        text.ToLowerInvariant(plain);
        plain.Replace('’', '\'');
    });
}

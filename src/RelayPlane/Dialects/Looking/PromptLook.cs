using RelayPlane.Catalog;

namespace RelayPlane.Dialects.Looking;

/// <summary>Looks at a request body in any client's format. Pure; allocates nothing but its answer.</summary>
internal static class PromptLook
{
    /// <summary>How much of the last text is looked at, in bytes: its beginning and its end.</summary>
    public const int LongestText = 32 * 1024;

    /// <param name="text">Gets the last text of a person, unescaped, at most <see cref="LongestText"/> bytes.</param>
    /// <param name="written">How much of it there is.</param>
    public static PromptShape Read(ReadOnlySpan<byte> body, Endpoint endpoint, RequestFacts facts, Span<byte> text, out int written)
    {
        written = 0;
        return PromptShape.Nothing;
    }
}

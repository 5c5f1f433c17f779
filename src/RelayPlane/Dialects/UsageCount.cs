namespace RelayPlane.Dialects;

/// <summary>Reads one count of a usage object. What is no count, or more than any reply can use, is taken as not said, so that no sum of a few can overflow.</summary>
internal static class UsageCount
{
    /// <summary>Tokens; a million times the largest context there is.</summary>
    public const long Most = 1_000_000_000_000;

    public static long? Of(ReadOnlySpan<byte> value) => JsonText.Count(value) is { } count and <= Most ? count : null;

    /// <summary>The count that an object has under that name.</summary>
    public static long? In(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name) => Of(JsonText.Member(json, name));
}

namespace RelayPlane.Dialects.Neutral;

/// <summary>Inline bytes as <c>data:</c> addresses, as OpenAI has them.</summary>
internal static class DataUrl
{
    private const string Marker = ";base64,";

    /// <summary>A <c>data:</c> address is base64 with its type; anything else stays an address.</summary>
    public static MediaBlock Read(MediaKind kind, string text)
    {
        var at = text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? text.IndexOf(Marker, StringComparison.OrdinalIgnoreCase) : -1;
        if (at < 0)
        {
            return new MediaBlock(kind, MediaSource.Url, text);
        }

        var type = text[5..at].Split(';')[0];
        return new MediaBlock(kind, MediaSource.Base64, text[(at + Marker.Length)..]) { MediaType = type.Length > 0 ? type : null };
    }

    public static string Write(MediaBlock media, string otherwise) => $"data:{media.MediaType ?? otherwise};base64,{media.Data}";
}

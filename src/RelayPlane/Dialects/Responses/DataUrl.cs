using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>Responses has inline bytes as <c>data:</c> addresses.</summary>
internal static class DataUrl
{
    /// <summary>A <c>data:</c> address is base64 with its type; anything else stays an address.</summary>
    public static MediaBlock Read(MediaKind kind, string text)
    {
        if (!text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) || text.IndexOf(',', StringComparison.Ordinal) is var comma && comma < 0)
        {
            return new MediaBlock(kind, MediaSource.Url, text);
        }

        var type = text[5..comma];
        var end = type.IndexOf(';', StringComparison.Ordinal);
        type = end < 0 ? type : type[..end];
        return new MediaBlock(kind, MediaSource.Base64, text[(comma + 1)..]) { MediaType = type.Length > 0 ? type : null };
    }

    public static string Write(MediaBlock media, string otherwise) => $"data:{media.MediaType ?? otherwise};base64,{media.Data}";
}

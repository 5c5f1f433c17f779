using System.Buffers.Text;
using System.Text;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>Which images and documents of another format this one can say. Images are JPEG, PNG, GIF or WebP; documents are PDF or plain text; there is neither sound nor film.</summary>
internal static class MessagesMediaFit
{
    /// <returns>Null for what was refused.</returns>
    public static Block? Of(MediaBlock media, WireFormat from, EncodeFor target, Losses losses)
    {
        var field = media.Kind switch { MediaKind.Image => Field.Images, MediaKind.Document => Field.Documents, MediaKind.Audio => Field.Audio, _ => Field.Video };
        if (media.Source == MediaSource.FileId)
        {
            losses.Foreign(FieldNames.Of(from, field), $"names a file that {target.Provider} does not hold");
            return null;
        }

        if (media.Kind is not (MediaKind.Image or MediaKind.Document))
        {
            return Refused("cannot be taken", field, target, losses);
        }

        return media.Kind == MediaKind.Image ? Image(media, target, losses) : Document(media, target, losses);
    }

    private static MediaBlock? Image(MediaBlock image, EncodeFor target, Losses losses)
    {
        if (!target.Traits.Images)
        {
            return Refused("cannot be taken", Field.Images, target, losses);
        }

        if (image.Source == MediaSource.Url)
        {
            return target.Traits.ImageUrls ? image : Refused("must hold the image itself, not an address,", Field.Images, target, losses);
        }

        var type = image.MediaType?.ToLowerInvariant() switch { null or "image/*" or "application/octet-stream" => Sniffed(image.Data), "image/jpg" => "image/jpeg", var other => other };
        return type is "image/jpeg" or "image/png" or "image/gif" or "image/webp"
            ? image with { MediaType = type }
            : Refused($"of type {type} cannot be taken", Field.Images, target, losses);
    }

    private static Block? Document(MediaBlock document, EncodeFor target, Losses losses)
    {
        var type = document.MediaType?.ToLowerInvariant();
        if (document.Source == MediaSource.Base64 && type is not (null or "application/pdf"))
        {
            if (!IsText(type) || !Base64.IsValid(document.Data))
            {
                return Refused($"of type {type} cannot be taken", Field.Documents, target, losses);
            }

            document = document with { Source = MediaSource.Text, Data = Encoding.UTF8.GetString(Convert.FromBase64String(document.Data)), MediaType = "text/plain" };
        }

        if (document.Source == MediaSource.Text && document.Data.Length == 0)
        {
            return null;
        }

        return target.Traits.Documents ? document
            : document.Source == MediaSource.Text ? new TextBlock(document.Data) { Cache = document.Cache }
            : Refused("cannot be taken", Field.Documents, target, losses);
    }

    private static bool IsText(string type) => type.StartsWith("text/", StringComparison.Ordinal) || type is "application/json" or "application/xml" or "application/x-yaml";

    /// <summary>What the first bytes say, where nobody else did.</summary>
    private static string Sniffed(string data) =>
        data.StartsWith("iVBOR", StringComparison.Ordinal) ? "image/png"
        : data.StartsWith("R0lG", StringComparison.Ordinal) ? "image/gif"
        : data.StartsWith("UklG", StringComparison.Ordinal) ? "image/webp"
        : "image/jpeg";

    private static MediaBlock? Refused(string why, Field field, EncodeFor target, Losses losses)
    {
        losses.Refuse(field, $"{why} at {target.Provider}/{target.Model}");
        return null;
    }
}

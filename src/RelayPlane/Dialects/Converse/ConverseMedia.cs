using System.Text;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Converse;

/// <summary>The formats of files that Converse takes, and the names that it lets a document have. Pure.</summary>
internal static class ConverseMedia
{
    private const int LongestName = 200;

    /// <returns>Null for one that it does not take.</returns>
    public static string? Format(MediaBlock media)
    {
        var type = media.MediaType?.ToLowerInvariant();
        return media.Kind switch
        {
            MediaKind.Image => Image(type is null or "image/*" or "application/octet-stream" ? Sniffed(media.Data) : type),
            MediaKind.Document => media.Source == MediaSource.Text ? "txt" : Document(type ?? "application/pdf"),
            MediaKind.Video => Video(type),
            _ => null,
        };
    }

    /// <summary>Letters, digits, single spaces, hyphens, parentheses and square brackets; every other character becomes a hyphen. No two of a request are alike.</summary>
    public static string Name(string? title, HashSet<string> taken)
    {
        var name = new StringBuilder();
        foreach (var one in WithoutEnding(title ?? string.Empty))
        {
            var next = char.IsAsciiLetterOrDigit(one) || one is '-' or '(' or ')' or '[' or ']' ? one : char.IsWhiteSpace(one) ? ' ' : '-';
            if (next != ' ' || (name.Length > 0 && name[^1] != ' '))
            {
                name.Append(next);
            }
        }

        var plain = name.Length > LongestName ? name.ToString(0, LongestName).Trim() : name.ToString().Trim();
        plain = plain.Length == 0 ? "Document" : plain;
        var unique = plain;
        for (var number = 2; !taken.Add(unique); number++)
        {
            unique = $"{plain} {number}";
        }

        return unique;
    }

    private static string WithoutEnding(string title) => title.LastIndexOf('.') is > 0 and var dot && title.Length - dot <= 5 ? title[..dot] : title;

    private static string? Image(string type) => type switch
    {
        "image/png" => "png",
        "image/jpeg" or "image/jpg" => "jpeg",
        "image/gif" => "gif",
        "image/webp" => "webp",
        _ => null,
    };

    private static string? Document(string type) => type switch
    {
        "application/pdf" => "pdf",
        "text/csv" => "csv",
        "application/msword" => "doc",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        "application/vnd.ms-excel" => "xls",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "xlsx",
        "text/html" => "html",
        "text/markdown" => "md",
        _ => type.StartsWith("text/", StringComparison.Ordinal) || type is "application/json" or "application/xml" ? "txt" : null,
    };

    private static string? Video(string? type) => type switch
    {
        "video/mp4" => "mp4",
        "video/quicktime" => "mov",
        "video/x-matroska" => "mkv",
        "video/webm" => "webm",
        "video/x-flv" => "flv",
        "video/mpeg" => "mpeg",
        "video/x-ms-wmv" => "wmv",
        "video/3gpp" => "three_gp",
        _ => null,
    };

    /// <summary>What the first bytes say, in base64.</summary>
    private static string Sniffed(string data) =>
        data.StartsWith("iVBOR", StringComparison.Ordinal) ? "image/png"
        : data.StartsWith("R0lG", StringComparison.Ordinal) ? "image/gif"
        : data.StartsWith("UklG", StringComparison.Ordinal) ? "image/webp"
        : "image/jpeg";
}

using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>Writes the parts of a message's content.</summary>
internal sealed class PartWriter(Utf8JsonWriter json, WireFormat from, EncodeFor target, Losses losses)
{
    private readonly ModelTraits _traits = target.Traits;

    private bool IsOwn => from == WireFormat.Chat;

    /// <summary>Whether the part must be one among others, and cannot be joined into a string.</summary>
    public bool NeedsPart(Block block) => block is MediaBlock { Source: not MediaSource.Text } || (block.Cache is not null && Marks);

    private bool Marks => _traits.CacheMarks is CacheMarks.Control or CacheMarks.Breakpoint;

    /// <summary>Asks for what the target does not take; the part is left out then.</summary>
    public bool Takes(Block block)
    {
        switch (block)
        {
            case OpaqueBlock when IsOwn:
                return true;
            case OpaqueBlock opaque:
                losses.Take(opaque, target);
                return false;
            case MediaBlock media:
                return Refusal(media) is not { } refusal || Refused(refusal);
            case TextBlock text:
                if (!IsOwn && text.Citations.Count > 0)
                {
                    losses.Drop(Field.Citations);
                }

                return true;
            default:
                return block is RefusalBlock;
        }
    }

    public void Write(Block block)
    {
        Marked(block);
        if (IsOwn && block.Raw is { } raw && (block.Cache is null || IsMarkedAsTaken(raw)))
        {
            raw.WriteTo(json);
            return;
        }

        json.WriteStartObject();
        switch (block)
        {
            case RefusalBlock refusal:
                json.WriteString("type"u8, "refusal"u8);
                json.WriteString("refusal"u8, refusal.Text);
                break;
            case MediaBlock { Source: not MediaSource.Text } media:
                Media(media);
                break;
            default:
                json.WriteString("type"u8, "text"u8);
                json.WriteString("text"u8, Words(block));
                break;
        }

        Mark(block);
        json.WriteEndObject();
    }

    /// <summary>Notes a cache mark that cannot be set.</summary>
    public void Marked(Block block)
    {
        if (block.Cache is not null && !Marks)
        {
            losses.Drop(Field.CacheMarks);
        }
    }

    public static string Words(Block block) => block switch
    {
        TextBlock text => text.Text,
        RefusalBlock refusal => refusal.Text,
        MediaBlock { Source: MediaSource.Text } document => document.Title is { Length: > 0 } title ? $"{title}\n\n{document.Data}" : document.Data,
        _ => string.Empty,
    };

    /// <summary>Anthropic's mark, as OpenRouter and others take it.</summary>
    public static void Control(Utf8JsonWriter json, CacheMark mark)
    {
        json.WriteStartObject("cache_control"u8);
        json.WriteString("type"u8, "ephemeral"u8);
        if (mark.LongLived)
        {
            json.WriteString("ttl"u8, "1h"u8);
        }

        json.WriteEndObject();
    }

    private bool IsMarkedAsTaken(JsonElement raw) =>
        (_traits.CacheMarks == CacheMarks.Control && raw.Get("cache_control") is not null)
        || (_traits.CacheMarks == CacheMarks.Breakpoint && raw.Get("prompt_cache_breakpoint") is not null);

    private void Mark(Block block)
    {
        if (block.Cache is not { } mark)
        {
            return;
        }

        if (_traits.CacheMarks == CacheMarks.Control)
        {
            Control(json, mark);
        }
        else if (_traits.CacheMarks == CacheMarks.Breakpoint)
        {
            json.WriteStartObject("prompt_cache_breakpoint"u8);
            json.WriteString("mode"u8, "explicit"u8);
            json.WriteString("ttl"u8, mark.LongLived ? "12h"u8 : "30m"u8);
            json.WriteEndObject();
        }
    }

    private bool Refused((Field Field, string Why) refusal)
    {
        losses.Refuse(refusal.Field, refusal.Why);
        return false;
    }

    private (Field Field, string Why)? Refusal(MediaBlock media)
    {
        var where = $"{target.Provider}/{target.Model}";
        if (media.Source == MediaSource.FileId && !IsOwn)
        {
            losses.Foreign(FieldNames.Of(from, media.Kind == MediaKind.Image ? Field.Images : Field.Documents), $"is a file that {target.Provider} does not hold");
        }

        var own = IsOwn && media.Raw is not null;
        return media.Kind switch
        {
            MediaKind.Image when !_traits.Images => (Field.Images, $"cannot be read by {where}"),
            MediaKind.Image when media.Source == MediaSource.Url && !_traits.ImageUrls => (Field.Images, $"cannot be an address at {where}; send the image itself"),
            MediaKind.Document when media.Source != MediaSource.Text && !_traits.Documents => (Field.Documents, $"cannot be read by {where}"),
            MediaKind.Document when media.Source == MediaSource.Url && !own => (Field.Documents, $"cannot be an address at {where}; send the document itself"),
            MediaKind.Audio when !_traits.Audio => (Field.Audio, $"cannot be heard by {where}"),
            MediaKind.Audio when media.Source == MediaSource.Url => (Field.Audio, $"cannot be an address at {where}; send the sound itself"),
            MediaKind.Video when !own => (Field.Video, $"cannot be seen by {where}"),
            _ => null,
        };
    }

    private void Media(MediaBlock media)
    {
        switch (media.Kind)
        {
            case MediaKind.Image:
                json.WriteString("type"u8, "image_url"u8);
                json.WriteStartObject("image_url"u8);
                json.WriteString("url"u8, Address(media, "image/png"));
                if (media.Detail is { } detail)
                {
                    json.WriteString("detail"u8, detail);
                }

                json.WriteEndObject();
                break;
            case MediaKind.Audio:
                json.WriteString("type"u8, "input_audio"u8);
                json.WriteStartObject("input_audio"u8);
                json.WriteString("data"u8, media.Data);
                json.WriteString("format"u8, media.MediaType switch { "audio/mpeg" or "audio/mp3" or null => "mp3", "audio/x-wav" or "audio/wave" => "wav", var type => type.Split('/')[^1] });
                json.WriteEndObject();
                break;
            default:
                json.WriteString("type"u8, "file"u8);
                json.WriteStartObject("file"u8);
                if (media.Source == MediaSource.FileId)
                {
                    json.WriteString("file_id"u8, media.Data);
                }
                else
                {
                    json.WriteString("filename"u8, media.Title ?? "document.pdf");
                    json.WriteString("file_data"u8, Address(media, "application/pdf"));
                }

                json.WriteEndObject();
                break;
        }
    }

    private static string Address(MediaBlock media, string type) =>
        media.Source == MediaSource.Base64 ? DataUrl.Write(media, type) : media.Data;
}

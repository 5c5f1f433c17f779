using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>Writes what a message or a tool's output is made of.</summary>
internal sealed class PartWriting(Utf8JsonWriter json, NeutralRequest request, EncodeFor target, Losses losses)
{
    /// <summary>Whether a block becomes a part at all; what is left out is told.</summary>
    public bool Takes(Block block, Role role)
    {
        switch (block)
        {
            case TextBlock text:
                if (text.Citations.Count > 0)
                {
                    losses.Drop(Field.Citations);
                }

                return text.Text.Length > 0;
            case RefusalBlock refusal:
                return refusal.Text.Length > 0;
            case MediaBlock media:
                return Takes(media, role);
            case OpaqueBlock opaque:
                losses.Take(opaque, target);
                return false;
            default:
                return false;
        }
    }

    private bool Takes(MediaBlock media, Role role)
    {
        var (field, taken) = media.Kind switch
        {
            MediaKind.Image => (Field.Images, target.Traits.Images),
            MediaKind.Document => (Field.Documents, target.Traits.Documents),
            MediaKind.Audio => (Field.Audio, target.Traits.Audio && media.Source == MediaSource.Base64),
            _ => (Field.Video, false),
        };

        if (media.Kind == MediaKind.Document && media.Source == MediaSource.Text)
        {
            return media.Data.Length > 0;
        }

        // OpenAI's files are the same in its two formats; any other format's are elsewhere.
        if (media.Source == MediaSource.FileId && request.From is not (WireFormat.Responses or WireFormat.Chat))
        {
            losses.Foreign(FieldNames.Of(request.From, field), $"names an uploaded file that {target.Provider} does not hold");
            return false;
        }

        if (!taken || role != Role.User)
        {
            losses.Drop(field);
            return false;
        }

        if (media is { Kind: MediaKind.Image, Source: MediaSource.Url } && !target.Traits.ImageUrls)
        {
            losses.Refuse(field, $"cannot be an address at {target.Provider}/{target.Model}");
            return false;
        }

        return true;
    }

    /// <param name="block">One that <see cref="Takes(Block, Role)"/>.</param>
    /// <param name="role">An assistant's text is output.</param>
    public void Write(Block block, Role role)
    {
        json.WriteStartObject();
        switch (block)
        {
            case TextBlock text:
                json.WriteString("type"u8, role == Role.Assistant ? "output_text"u8 : "input_text"u8);
                json.WriteString("text"u8, text.Text);
                break;
            case RefusalBlock refusal when role == Role.Assistant:
                json.WriteString("type"u8, "refusal"u8);
                json.WriteString("refusal"u8, refusal.Text);
                break;
            case RefusalBlock refusal:
                json.WriteString("type"u8, "input_text"u8);
                json.WriteString("text"u8, refusal.Text);
                break;
            case MediaBlock media:
                Media(media);
                break;
        }

        Mark(block.Cache);
        json.WriteEndObject();
    }

    private void Media(MediaBlock media)
    {
        switch (media.Kind)
        {
            case MediaKind.Image:
                json.WriteString("type"u8, "input_image"u8);
                json.WriteString(media.Source == MediaSource.FileId ? "file_id"u8 : "image_url"u8,
                    media.Source == MediaSource.Base64 ? DataUrl.Write(media, "image/png") : media.Data);
                json.WriteString("detail"u8, media.Detail ?? "auto");
                break;
            case MediaKind.Audio:
                json.WriteString("type"u8, "input_audio"u8);
                json.WriteStartObject("input_audio"u8);
                json.WriteString("data"u8, media.Data);
                json.WriteString("format"u8, media.MediaType is "audio/mpeg" or "audio/mp3" ? "mp3" : "wav");
                json.WriteEndObject();
                break;
            case var _ when media.Source == MediaSource.Text:
                json.WriteString("type"u8, "input_text"u8);
                json.WriteString("text"u8, media.Title is { Length: > 0 } title ? $"{title}\n\n{media.Data}" : media.Data);
                break;
            default:
                json.WriteString("type"u8, "input_file"u8);
                File(media);
                break;
        }
    }

    private void File(MediaBlock media)
    {
        switch (media.Source)
        {
            case MediaSource.Url:
                json.WriteString("file_url"u8, media.Data);
                break;
            case MediaSource.FileId:
                json.WriteString("file_id"u8, media.Data);
                break;
            default:
                json.WriteString("filename"u8, media.Title ?? "document.pdf");
                json.WriteString("file_data"u8, DataUrl.Write(media, "application/pdf"));
                break;
        }
    }

    /// <summary>GPT-5.6 and later; what Anthropic keeps five minutes is kept thirty here, and its hour twelve.</summary>
    private void Mark(CacheMark? mark)
    {
        if (mark is null)
        {
            return;
        }

        if (target.Traits.CacheMarks != CacheMarks.Breakpoint)
        {
            losses.Drop(Field.CacheMarks);
            return;
        }

        json.WriteStartObject("prompt_cache_breakpoint"u8);
        json.WriteString("mode"u8, "explicit"u8);
        json.WriteString("ttl"u8, mark.LongLived ? "12h"u8 : "30m"u8);
        json.WriteEndObject();
    }
}

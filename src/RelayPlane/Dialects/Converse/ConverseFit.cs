using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Converse;

/// <summary>Makes of each turn what Converse can say: the rest is left out aloud, or refused.</summary>
internal sealed class ConverseFit(NeutralRequest request, EncodeFor target, Losses losses)
{
    public List<Turn> Turns()
    {
        var turns = new List<Turn>(request.Turns.Count);
        foreach (var turn in request.Turns)
        {
            if (turn.Name is not null)
            {
                losses.Drop(Field.ParticipantName);
            }

            var blocks = Blocks(turn.Blocks, turn.Role == Role.Assistant);
            if (blocks.Count > 0)
            {
                turns.Add(new Turn(turn.Role, blocks));
            }
        }

        return turns;
    }

    private List<Block> Blocks(IReadOnlyList<Block> all, bool assistant)
    {
        var fitting = new List<Block>(all.Count);
        foreach (var block in all)
        {
            if (One(block, assistant) is { } fits)
            {
                fitting.Add(fits.Cache is not null && target.Traits.CacheMarks != CacheMarks.Point ? Unmarked(fits) : fits);
            }
        }

        return fitting;
    }

    private Block Unmarked(Block block)
    {
        losses.Drop(Field.CacheMarks);
        return block with { Cache = null };
    }

    private Block? One(Block block, bool assistant)
    {
        switch (block)
        {
            case TextBlock text:
                if (text.Citations.Count > 0)
                {
                    losses.Drop(Field.Citations);
                }

                // Blank text is refused: "The text field in the ContentBlock object is blank".
                return string.IsNullOrWhiteSpace(text.Text) ? null : text;
            case RefusalBlock refusal:
                return string.IsNullOrWhiteSpace(refusal.Text) ? null : new TextBlock(refusal.Text) { Cache = refusal.Cache };
            case ThinkingBlock thought when Unsaid.Fits(thought.State, WireFormat.Converse, target):
                return thought;
            case ThinkingBlock:
                losses.Drop(Field.ThinkingHistory);
                return null;
            case ToolResultBlock result:
                return result with { Content = Blocks(result.Content, false), Cache = result.Cache ?? result.Content.FirstOrDefault(part => part.Cache is not null)?.Cache };
            case MediaBlock media when assistant:
                losses.Drop(Unsaid.FieldOf(media.Kind));
                return null;
            case MediaBlock media:
                return Media(media);
            case OpaqueBlock opaque:
                Unsaid.Opaque(opaque, target, losses);
                return null;
            default:
                return block;
        }
    }

    private Block? Media(MediaBlock media)
    {
        var field = Unsaid.FieldOf(media.Kind);
        var taken = media.Kind switch { MediaKind.Image => target.Traits.Images, MediaKind.Document => target.Traits.Documents, MediaKind.Video => true, _ => false };
        if (media.Source == MediaSource.FileId)
        {
            losses.Foreign(FieldNames.Of(request.From, field), $"names a file that {target.Provider} does not hold");
            return null;
        }

        if (media.Source == MediaSource.Text && (!taken || string.IsNullOrWhiteSpace(media.Data)))
        {
            return string.IsNullOrWhiteSpace(media.Data) ? null : new TextBlock(media.Data) { Cache = media.Cache };
        }

        if (!taken)
        {
            losses.Refuse(field, $"cannot be taken by {target.Provider}/{target.Model}");
            return null;
        }

        if (media.Source == MediaSource.Url && !media.Data.StartsWith("s3://", StringComparison.Ordinal))
        {
            losses.Refuse(field, $"must hold the data itself, not an address, at {target.Provider}/{target.Model}");
            return null;
        }

        if (ConverseMedia.Format(media) is null)
        {
            losses.Refuse(field, $"of type {media.MediaType ?? "unknown"} cannot be taken by {target.Provider}/{target.Model}");
            return null;
        }

        return media;
    }
}

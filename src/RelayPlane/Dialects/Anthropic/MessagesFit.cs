using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>Makes of each turn what this format can say: what it cannot is left out aloud, or refused. What came in this format stays as it is.</summary>
internal sealed class MessagesFit(NeutralRequest request, EncodeFor target, Losses losses)
{
    private readonly bool _same = request.From == WireFormat.Messages;

    /// <summary>The turns that have anything left.</summary>
    public List<Turn> Turns()
    {
        var turns = new List<Turn>(request.Turns.Count);
        foreach (var turn in request.Turns)
        {
            var blocks = Blocks(turn.Blocks, turn.Role);
            if (turn.Name is not null)
            {
                losses.Drop(Field.ParticipantName);
            }

            if (blocks.Count > 0 || _same)
            {
                turns.Add(new Turn(turn.Role, blocks));
            }
        }

        return turns;
    }

    private List<Block> Blocks(IReadOnlyList<Block> all, Role role)
    {
        var fitting = new List<Block>(all.Count);
        foreach (var block in all)
        {
            if (One(block, role) is { } fits)
            {
                fitting.Add(Marked(fits));
            }
        }

        return fitting;
    }

    private Block? One(Block block, Role role) => block switch
    {
        ThinkingBlock thought when !_same || thought.Raw is null => Thought(thought),
        _ when _same => block,
        TextBlock text => Text(text),
        RefusalBlock refusal => refusal.Text.Length > 0 ? new TextBlock(refusal.Text) : null,
        ToolResultBlock result => result with { Content = Blocks(result.Content, Role.User), Raw = null },
        MediaBlock media => Media(media, role),
        OpaqueBlock opaque => Opaque(opaque),
        _ => block,
    };

    /// <summary>A block whose JSON is written as it is has its mark in it.</summary>
    private Block Marked(Block block)
    {
        if (block.Cache is null || target.Traits.CacheMarks == CacheMarks.Control || (_same && block.Raw is not null))
        {
            return block;
        }

        losses.Drop(Field.CacheMarks);
        return block with { Cache = null };
    }

    private TextBlock? Text(TextBlock text)
    {
        if (text.Citations.Count > 0)
        {
            losses.Drop(Field.Citations);
        }

        return text.Text.Length > 0 ? text with { Citations = [] } : null;
    }

    /// <summary>A thought goes up only with the signature that its own provider gave it.</summary>
    private ThinkingBlock? Thought(ThinkingBlock thought)
    {
        if (thought.State is { } state && state.Fits(WireFormat.Messages, target))
        {
            return thought with { Raw = null };
        }

        losses.Drop(Field.ThinkingHistory);
        return null;
    }

    private Block? Media(MediaBlock media, Role role)
    {
        if (role != Role.User)
        {
            losses.Drop(media.Kind == MediaKind.Image ? Field.Images : Field.Documents);
            return null;
        }

        return MessagesMediaFit.Of(media, request.From, target, losses);
    }

    private OpaqueBlock? Opaque(OpaqueBlock opaque)
    {
        losses.Take(opaque, target);
        return null;
    }
}

using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>Which block the pieces of a stream go to. Chunks do not say where a block begins: it does where the kind changes.</summary>
internal sealed class OpenBlock
{
    private int _next;
    private int _key = -1;

    public OpenKind Kind { get; private set; }

    /// <summary>The last text, for what is told of it later; null while there is none.</summary>
    public int? Text { get; private set; }

    /// <summary>The key of the block of that kind which is open, or which begins now.</summary>
    public int For(OpenKind kind, List<ReplyEvent> events)
    {
        if (kind != Kind)
        {
            (Kind, _key) = (kind, _next++);
            Text = kind == OpenKind.Text ? _key : Text;
            events.Add(new BlockStarted(_key, kind switch
            {
                OpenKind.Thinking => new ThinkingBlock(string.Empty),
                OpenKind.Refusal => new RefusalBlock(string.Empty),
                _ => new TextBlock(string.Empty),
            }));
        }

        return _key;
    }

    /// <summary>Ends the open block, so that the next piece begins another.</summary>
    public void Leave() => Kind = OpenKind.Other;

    /// <summary>A block of its own, whose pieces name it.</summary>
    public int Other(Block head, List<ReplyEvent> events)
    {
        Leave();
        var key = _next++;
        events.Add(new BlockStarted(key, head));
        return key;
    }

    /// <summary>A block that comes whole.</summary>
    public void Whole(Block block, List<ReplyEvent> events) => events.Add(new BlockEnded(Other(block, events)));
}

/// <summary>The kinds of block whose pieces follow one another without a key.</summary>
internal enum OpenKind
{
    /// <summary>None of them is open.</summary>
    Other,
    Text,
    Thinking,
    Refusal,
}

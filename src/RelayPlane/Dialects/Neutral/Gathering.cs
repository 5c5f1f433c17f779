using System.Text;

namespace RelayPlane.Dialects.Neutral;

/// <summary>Makes a whole reply of ordered events, and events of a whole reply.</summary>
internal static class Gathering
{
    /// <summary>The reply, or the error that it ended in.</summary>
    public static (NeutralReply? Reply, ProviderError? Error) Reply(IEnumerable<ReplyEvent> ordered)
    {
        var blocks = new List<Block>();
        var text = new StringBuilder();
        Started? start = null;
        foreach (var next in ordered)
        {
            switch (next)
            {
                case Started started:
                    start = started;
                    break;
                case BlockStarted begun:
                    blocks.Add(begun.Head);
                    text.Clear();
                    break;
                case Delta delta:
                    text.Append(delta.Text);
                    break;
                case StateCame came:
                    blocks[^1] = WithState(blocks[^1], came.State);
                    break;
                case Cited cited when blocks[^1] is TextBlock open:
                    blocks[^1] = open with { Citations = [.. open.Citations, cited.Citation] };
                    break;
                case BlockEnded:
                    blocks[^1] = WithText(blocks[^1], text.ToString());
                    break;
                case Failed failed:
                    return (null, failed.Error);
                case Ended ended:
                    return (new NeutralReply(start?.Id, start?.Model, blocks, ended.Stop, ended.Usage), null);
            }
        }

        return (null, new ProviderError(ErrorKind.Server, "The provider's reply broke off before its end."));
    }

    /// <summary>For a client that asked for a stream where the provider answered in one piece (bug B11).</summary>
    public static IEnumerable<ReplyEvent> Events(NeutralReply reply)
    {
        yield return new Started(reply.Id, reply.Model, reply.Usage);
        for (var key = 0; key < reply.Blocks.Count; key++)
        {
            var block = reply.Blocks[key];
            var (head, text) = Split(block);
            yield return new BlockStarted(key, head);
            if (text.Length > 0)
            {
                yield return new Delta(key, text);
            }

            foreach (var citation in (block as TextBlock)?.Citations ?? [])
            {
                yield return new Cited(key, citation);
            }

            if ((block as ThinkingBlock)?.State is { } state && head is ThinkingBlock { State: null })
            {
                yield return new StateCame(key, state);
            }

            yield return new BlockEnded(key);
        }

        yield return new Ended(reply.Stop, reply.Usage);
    }

    private static (Block Head, string Text) Split(Block block) => block switch
    {
        TextBlock text => (text with { Text = string.Empty, Citations = [] }, text.Text),
        RefusalBlock refusal => (refusal with { Text = string.Empty }, refusal.Text),
        ThinkingBlock { Redacted: false } thinking => (thinking with { Text = string.Empty, State = null }, thinking.Text),
        ToolCallBlock call => (call with { Arguments = string.Empty }, call.Arguments),
        _ => (block, string.Empty),
    };

    private static Block WithText(Block head, string text) => head switch
    {
        TextBlock block => block with { Text = block.Text + text },
        RefusalBlock block => block with { Text = block.Text + text },
        ThinkingBlock block => block with { Text = block.Text + text },
        ToolCallBlock block => block with { Arguments = text.Length > 0 ? text : block.Arguments.Length > 0 || block.Freeform ? block.Arguments : "{}" },
        _ => head,
    };

    private static Block WithState(Block head, OpaqueState state) => head switch
    {
        ThinkingBlock block => block with { State = state },
        ToolCallBlock block => block with { State = state },
        _ => head,
    };
}

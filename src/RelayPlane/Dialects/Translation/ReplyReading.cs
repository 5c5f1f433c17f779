using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Translation;

/// <summary>Reads a reply that is all there, for who must know what it says before it goes on. Pure.</summary>
internal static class ReplyReading
{
    /// <param name="target">The format that it is in.</param>
    /// <param name="sent">Where the request went.</param>
    /// <param name="streamed">Whether it is a stream.</param>
    /// <returns>The reply, without any raw values, or the error that it ended in; null for both where it is not in that format.</returns>
    public static (NeutralReply? Reply, ProviderError? Error) Of(TargetFormat target, EncodeFor sent, ReadOnlyMemory<byte> reply, bool streamed) =>
        streamed ? Stream(target, sent, reply) : (Whole(target, sent, reply), null);

    private static (NeutralReply? Reply, ProviderError? Error) Stream(TargetFormat target, EncodeFor sent, ReadOnlyMemory<byte> reply)
    {
        var read = new List<ReplyEvent>();
        var reader = target.Reader(sent);
        try
        {
            WholeRewriting.Checked(() =>
            {
                reader.Read(reply.Span, read);
                reader.End(read);
            });
        }
        catch (InvalidDataException)
        {
            return default;
        }

        var wrapped = new WrappedCalls(sent.Declared);
        var unwrapped = new List<ReplyEvent>(read.Count);
        foreach (var next in read)
        {
            wrapped.Take(next, unwrapped);
        }

        wrapped.End(unwrapped);
        var order = new EventOrder(sent.ToolNames);
        var ordered = new List<ReplyEvent>(unwrapped.Count);
        foreach (var next in unwrapped)
        {
            order.Take(next, ordered);
        }

        order.End(ordered);
        return Gathering.Reply(ordered);
    }

    private static NeutralReply? Whole(TargetFormat target, EncodeFor sent, ReadOnlyMemory<byte> reply)
    {
        NeutralReply? read = null;
        try
        {
            using var body = WholeRewriting.Parse(reply);
            WholeRewriting.Checked(() => read = target.ReadReply(body.RootElement, sent));
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return read! with { Blocks = [.. new WrappedCalls(sent.Declared).In(read!.Blocks).Select(block => Named(block, sent.ToolNames) with { Raw = null })] };
    }

    private static Block Named(Block block, ToolNames names) => block is ToolCallBlock call ? call with { Name = names.Back(call.Name) } : block;
}

namespace RelayPlane.Upstream;

/// <summary>A reply whose body has been opened: what was read of it so far, and the source to read on from. Disposing it lets the connection go.</summary>
internal sealed class OpenReply : IDisposable
{
    private OpenReply(UpstreamReply reply, ReplySource source, ContentCoding coding, ContentKind kind) =>
        (Reply, Source, Coding, Kind) = (reply, source, coding, kind);

    public UpstreamReply Reply { get; }

    public ReplySource Source { get; }

    public ContentCoding Coding { get; }

    public ContentKind Kind { get; }

    public int Status => Reply.Status;

    /// <summary>Whether the body is read to its end, and all of it is held.</summary>
    public bool IsWhole => Source.Ended;

    /// <summary>Whether it is a stream of server-sent events.</summary>
    public bool IsEventStream => Kind == ContentKind.EventStream;

    /// <summary>Whether it is a stream of any kind.</summary>
    public bool IsStream => Kind is ContentKind.EventStream or ContentKind.Lines or ContentKind.Frames;

    /// <param name="accepted">The client's <c>Accept-Encoding</c>.</param>
    public static async ValueTask<OpenReply> OfAsync(UpstreamReply reply, string accepted, CancellationToken cancel)
    {
        var kind = ContentKinds.Of(reply.Response);
        var coding = ContentCoding.Of(reply.Response, accepted);
        var body = await reply.Response.Content.ReadAsStreamAsync(cancel);
        return new OpenReply(reply, new ReplySource(body, coding, kind is ContentKind.EventStream or ContentKind.Lines or ContentKind.Frames), coding, kind);
    }

    /// <summary>What was read of the body is all that anybody wants of it.</summary>
    public void EndHere()
    {
        Source.EndHere();
        Reply.Response.Content.Headers.Remove("Content-Length");
    }

    /// <summary>Lets the connection go and keeps the whole reply, to be passed to the client should no other attempt do better.</summary>
    /// <returns>False where the body was not read to its end, so that nothing can be passed on later.</returns>
    public bool Hold()
    {
        Source.LetGo();
        return IsWhole;
    }

    public void Dispose()
    {
        Source.Dispose();
        Reply.Dispose();
    }
}

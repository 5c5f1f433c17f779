namespace RelayPlane.Ledger.Content;

/// <summary>A call's content as it was captured: encoded as it was, and not yet searched for secrets. Never written as it is.</summary>
/// <param name="Secrets">What must not be found in it: the keys of the config, and what the client showed.</param>
internal sealed record CapturedCall(
    string CallId,
    DateTimeOffset At,
    IReadOnlyList<KeptHeader> RequestHeaders,
    IReadOnlyList<KeptHeader> ReplyHeaders,
    CapturedBody Request,
    CapturedBody Reply,
    IReadOnlyList<string> Secrets) : IDisposable
{
    public void Dispose()
    {
        Request.Dispose();
        Reply.Dispose();
    }

    /// <summary>Never what it holds.</summary>
    public override string ToString() => CallId;
}

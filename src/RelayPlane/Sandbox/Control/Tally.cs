namespace RelayPlane.Sandbox.Control;

/// <summary>Counts what the sandbox did. Read by <c>GET /sandbox/stats</c>.</summary>
internal sealed class Tally
{
    private long _calls;
    private long _answered;
    private long _rateLimited;
    private long _refused;
    private long _failed;
    private long _broken;
    private long _inputTokens;
    private long _outputTokens;

    public void Called() => Interlocked.Increment(ref _calls);

    public void Answered(long input, long output)
    {
        Interlocked.Increment(ref _answered);
        Interlocked.Add(ref _inputTokens, input);
        Interlocked.Add(ref _outputTokens, output);
    }

    public void Errored(int status) => Interlocked.Increment(ref status == 429 ? ref _rateLimited : ref status >= 500 ? ref _failed : ref _refused);

    /// <summary>Cut off by the behaviour, or given up by the client.</summary>
    public void BrokenOff() => Interlocked.Increment(ref _broken);

    public SandboxStats Read() => new(
        Interlocked.Read(ref _calls), Interlocked.Read(ref _answered), Interlocked.Read(ref _rateLimited), Interlocked.Read(ref _refused),
        Interlocked.Read(ref _failed), Interlocked.Read(ref _broken), Interlocked.Read(ref _inputTokens), Interlocked.Read(ref _outputTokens));
}

/// <summary>What the sandbox has done so far.</summary>
/// <param name="Calls">Requests to any endpoint but the sandbox's own.</param>
/// <param name="Answered">Replies sent whole.</param>
/// <param name="RateLimited">429.</param>
/// <param name="Refused">Other 4xx.</param>
/// <param name="Failed">5xx.</param>
/// <param name="BrokenOff">Replies that did not reach their end.</param>
/// <param name="InputTokens">Input of the answered calls.</param>
/// <param name="OutputTokens">Output of the answered calls.</param>
internal sealed record SandboxStats(
    long Calls, long Answered, long RateLimited, long Refused, long Failed, long BrokenOff, long InputTokens, long OutputTokens);

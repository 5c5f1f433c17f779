namespace RelayPlane.Sandbox.Control;

/// <summary>Every call to a model, in order of decision, for whoever measures what reached the provider and when. Keeps nothing unless told to.</summary>
internal sealed class AttemptLog(bool keeps, TimeProvider clock)
{
    /// <summary>The request header that names the client's call, so that its attempts can be told from others'.</summary>
    public const string CallHeader = "x-sandbox-call";

    private readonly Lock _lock = new();
    private readonly List<SeenAttempt> _seen = [];

    public IReadOnlyList<SeenAttempt> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _seen];
            }
        }
    }

    public void Add(HttpRequest request, int status, long tokens = 0)
    {
        if (!keeps)
        {
            return;
        }

        var attempt = new SeenAttempt(request.Headers[CallHeader].ToString(), Credential.Of(request), clock.GetTimestamp(), status, tokens);
        lock (_lock)
        {
            _seen.Add(attempt);
        }
    }
}

/// <summary>One call to a model as the sandbox met it.</summary>
/// <param name="Call">What <see cref="AttemptLog.CallHeader"/> said.</param>
/// <param name="Key">The sandbox's own made-up key; never written anywhere.</param>
/// <param name="At">The clock's timestamp when it was decided.</param>
/// <param name="Status">200 for admitted; a mishap without a status as in <see cref="Mishap"/>.</param>
/// <param name="Tokens">What it took from the input limit, where admitted.</param>
internal sealed record SeenAttempt(string Call, string Key, long At, int Status, long Tokens);

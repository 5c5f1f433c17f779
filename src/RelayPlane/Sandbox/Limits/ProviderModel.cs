namespace RelayPlane.Sandbox.Limits;

/// <summary>
/// How a provider admits the calls of one key and model: a short hidden request bucket that enforces, a minute-long one that headers report,
/// and token buckets. Pure: time comes in as seconds, chance through <see cref="Noise"/>. A golden test holds it to the simulation that the
/// gateway's pacing was designed against. Not safe for threads.
/// </summary>
internal sealed class ProviderModel(RateLimits limits, Semantics semantics, Noise noise, double tokensPerSecond = 60)
{
    private readonly BlockCache _cache = new(noise);

    public Bucket Requests { get; } = new(limits.Requests, limits.BurstSeconds);

    public Bucket ReportedRequests { get; } = new(limits.Requests);

    public Bucket Input { get; } = new(limits.InputTokens);

    public Bucket Output { get; } = new(limits.OutputTokens);

    private bool IsAnthropic => semantics == Semantics.Anthropic;

    /// <summary>Decides on a call that arrives at <paramref name="now"/> and takes what it needs from the buckets.</summary>
    public Decision Admit(ModelCall call, double now)
    {
        Requests.Sync(now);
        ReportedRequests.Sync(now);
        Input.Sync(now);
        Output.Sync(now);
        var need = IsAnthropic ? _cache.Uncached(call, now) : call.Input + call.MaxOutput;
        var estimate = Math.Min(need * Math.Max(0.8, 1 + noise.Gaussian(0.04)), Input.Capacity);
        return Obstacle(estimate) is { } obstacle ? Refuse(obstacle, now) : Accept(call, estimate, now);
    }

    /// <summary>How many of the call's input tokens no cache holds now.</summary>
    public long Uncached(ModelCall call, double now) => _cache.Uncached(call, now);

    /// <summary>The first token leaves, at a speed drawn by chance.</summary>
    public void Begin(Decision decision, double now) => Begin(decision, now, tokensPerSecond * Math.Exp(noise.Gaussian(0.25)));

    /// <summary>The first token leaves: the input estimate is put right and the output starts to drain.</summary>
    public void Begin(Decision decision, double now, double speed)
    {
        decision.Speed = speed;
        if (IsAnthropic)
        {
            Input.Settle(now, decision.Estimate - decision.Actual);
            Output.Sync(now);
            Output.Drain += speed;
        }
    }

    /// <summary>The last token has left, or the client has.</summary>
    public void End(Decision decision, double now)
    {
        if (IsAnthropic)
        {
            Output.Sync(now);
            Output.Drain -= decision.Speed;
        }
        else
        {
            Input.Settle(now, decision.Estimate - decision.Actual);
        }
    }

    /// <summary>Begin and end in one, for a reply that is sent at once: there is no time in which its output could drain.</summary>
    public void Spend(Decision decision, long output, double now)
    {
        Begin(decision, now, 0);
        End(decision, now);
        Output.Level -= IsAnthropic ? output : 0;
    }

    public RateState State(double now) => new(
        limits.Requests, Math.Floor(ReportedRequests.Sync(now)), ReportedRequests.SecondsToFull,
        limits.InputTokens, Thousands(Input.Sync(now)), Input.SecondsToFull,
        limits.OutputTokens, Thousands(Output.Sync(now)), Output.SecondsToFull);

    private (Limit Limit, double Wait)? Obstacle(double estimate) =>
        Requests.Level < 1 ? (Limit.Requests, (1 - Requests.Level) / Requests.Rate)
        : Input.Level < estimate ? (Limit.InputTokens, (estimate - Input.Level) / Input.Rate)
        : IsAnthropic && Output.Level <= 0 ? (Limit.OutputTokens, (1 - Output.Level) / Output.Rate)
        : null;

    private Decision Refuse((Limit Limit, double Wait) obstacle, double now)
    {
        if (!IsAnthropic)
        {
            Requests.Level = Math.Max(0.0, Requests.Level - 1);
        }

        return new Decision(obstacle.Limit, (int)Math.Max(1, Math.Ceiling(obstacle.Wait)), State(now));
    }

    private Decision Accept(ModelCall call, double estimate, double now)
    {
        var uncached = _cache.Uncached(call, now, touch: true);
        Requests.Level -= 1;
        ReportedRequests.Level -= 1;
        Input.Level -= estimate;
        var state = State(now);
        var firstToken = (0.35 + uncached / 9000.0 + (call.Input - uncached) / 90000.0) * Math.Exp(noise.Gaussian(0.35));
        return new Decision(null, 0, state, estimate, IsAnthropic ? uncached : call.Input + call.Output, uncached, firstToken);
    }

    private static double Thousands(double tokens) => Math.Round(tokens / 1000.0, MidpointRounding.ToEven) * 1000.0;
}

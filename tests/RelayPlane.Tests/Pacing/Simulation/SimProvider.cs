using RelayPlane.Catalog;
using RelayPlane.Metering;
using RelayPlane.Pacing;
using RelayPlane.Sandbox.Limits;

namespace RelayPlane.Tests.Pacing.Simulation;

/// <summary>One key at a simulated provider: the sandbox's own model of limits, and the faults of the scenario.</summary>
internal sealed class SimProvider(SimLoop loop, Scenario scenario, RateLimits limits, bool faulty, int seed)
{
    private const double Net = 0.03;
    private readonly Random _random = new(seed);
    private readonly ProviderModel _model = new(limits, scenario.Semantics, new SeededNoise(new Random(seed + 1)));

    public int Attempts { get; private set; }

    public int RateLimited { get; private set; }

    /// <summary>Tokens that were admitted, and when.</summary>
    public List<(double At, double Tokens)> Admitted { get; } = [];

    /// <summary>The attempt as the gateway would see it.</summary>
    public async Task<SimReply> AttemptAsync(Arrival arrival, TimeSpan firstToken)
    {
        Attempts++;
        await DelayAsync(Net);
        if (faulty && scenario.Outage is { } outage && loop.Now >= outage.From && loop.Now < outage.To)
        {
            return await OutageAsync(firstToken);
        }

        if (_random.NextDouble() < scenario.Errors)
        {
            await DelayAsync(0.2);
            return new SimReply(new Signal(SignalKind.Faulted));
        }

        var storm = faulty ? scenario.Storms.Where(spell => loop.Now >= spell.From && loop.Now < spell.To).Sum(spell => spell.Share) : 0;
        if (storm > 0 && _random.NextDouble() < storm)
        {
            await DelayAsync(0.1);
            return new SimReply(new Signal(SignalKind.Overloaded));
        }

        var admitted = loop.Now;
        var decision = _model.Admit(new ModelCall(arrival.Input, arrival.Output, 1024, [.. arrival.Blocks.Select(id => (long)id)]), admitted);
        if (decision.Refused is { } limit)
        {
            RateLimited++;
            await DelayAsync(Net);
            return new SimReply(new Signal(SignalKind.RateLimited, TimeSpan.FromSeconds(decision.RetryAfter), WaitSource.RetryAfter, scenario.Headers ? Kind(limit) : null))
            {
                Report = Report(decision.State),
            };
        }

        Admitted.Add((admitted, decision.Actual));
        await DelayAsync(decision.FirstToken * (storm > 0 ? 2 : 1));
        _model.Begin(decision, loop.Now);
        var ended = EndAsync(decision, arrival.Output / decision.Speed);
        var cached = arrival.Input - decision.Uncached;
        return new SimReply(Signal.Answered)
        {
            Report = Report(decision.State),
            Admitted = admitted,
            Usage = arrival.Blocks.Length > 0 && cached >= 0
                ? new TokenUsage(0, cached, decision.Uncached, 0, arrival.Output, 0)
                : new TokenUsage(decision.Uncached, 0, 0, 0, arrival.Output, 0),
            Ended = ended,
        };
    }

    private async Task<SimReply> OutageAsync(TimeSpan firstToken)
    {
        var draw = _random.NextDouble();
        await DelayAsync(draw < 0.5 ? 0.03 : draw < 0.8 ? 0.01 : firstToken.TotalSeconds);
        return new SimReply(new Signal(draw < 0.5 ? SignalKind.Overloaded : draw < 0.8 ? SignalKind.Unreachable : SignalKind.TimedOut));
    }

    private async Task EndAsync(Decision decision, double seconds)
    {
        await DelayAsync(seconds);
        _model.End(decision, loop.Now);
    }

    private LimitReport Report(RateState state) => !scenario.Headers ? default : new LimitReport(
        new LimitLevel(state.RequestLimit, state.RequestsLeft),
        new LimitLevel(state.InputLimit, state.InputLeft, 1000),
        scenario.Semantics == Semantics.Anthropic ? new LimitLevel(state.OutputLimit, state.OutputLeft, 1000) : null);

    private static LimitKind Kind(Limit limit) => limit switch
    {
        Limit.Requests => LimitKind.Requests,
        Limit.OutputTokens => LimitKind.OutputTokens,
        _ => LimitKind.InputTokens,
    };

    private Task DelayAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), loop.Clock);
}

/// <summary>What came of an attempt.</summary>
internal sealed record SimReply(Signal Signal)
{
    public LimitReport Report { get; init; }

    /// <summary>When the provider let it in.</summary>
    public double Admitted { get; init; }

    public TokenUsage Usage { get; init; }

    /// <summary>Ends with the reply's last token.</summary>
    public Task Ended { get; init; } = Task.CompletedTask;
}

using RelayPlane.Sandbox;
using RelayPlane.Sandbox.Limits;

namespace RelayPlane.Benchmarks.Pacing;

/// <summary>
/// The reference's clairvoyant bound (<c>sim/policies.py</c>): first in first out, it sees the provider's true buckets, caches and weather and so
/// never meets a refusal. Simulated, without HTTP and without a clock.
/// </summary>
internal sealed class Oracle
{
    private const double OneWay = 0.03;
    private const double AssumedMaxOutput = 1024;
    private const double Headroom = 1.12;
    private readonly Scenario _scenario;
    private readonly Agenda _agenda = new();
    private readonly LinkedList<Arrival> _waiting = new();
    private readonly OracleTarget[] _targets;
    private readonly List<Served> _served = [];
    private readonly List<Admitted> _admitted = [];
    private double _wakesAt = -1;

    private Oracle(Scenario scenario, int seed)
    {
        _scenario = scenario;
        _targets =
        [
            .. Enumerable.Range(0, scenario.Keys).Select(key => new OracleTarget(scenario.Limits, scenario.Semantics, scenario.Weather, seed * 31 + key, isFallback: false)),
            .. scenario.Fallback is { } limits ? [new OracleTarget(limits, scenario.Semantics, new Weather { BaseErrors = 0.003 }, seed * 77, isFallback: true)] : Array.Empty<OracleTarget>(),
        ];
    }

    /// <summary>What became of each call, and what the provider's own keys let in.</summary>
    public static (IReadOnlyList<Served> Served, IReadOnlyList<Admitted> Admitted) Run(Scenario scenario, IReadOnlyList<Arrival> arrivals, int seed)
    {
        var oracle = new Oracle(scenario, seed);
        foreach (var arrival in arrivals)
        {
            oracle._agenda.At(arrival.At, () =>
            {
                oracle._waiting.AddLast(arrival);
                oracle.Pump();
            });
        }

        oracle._agenda.Run();
        return (oracle._served, oracle._admitted);
    }

    private void Pump()
    {
        while (_waiting.First?.Value is { } arrival)
        {
            var now = _agenda.Now;
            if (now > arrival.At + Arrival.Patience)
            {
                _waiting.RemoveFirst();
                _served.Add(new Served(arrival, null));
                continue;
            }

            var (target, wait) = Best(arrival, now);
            if (wait <= 1e-9)
            {
                _waiting.RemoveFirst();
                Send(arrival, target);
                continue;
            }

            Wake(now + Math.Min(Math.Max(wait, 0.005), 1.0));
            return;
        }
    }

    private void Wake(double when)
    {
        if (_wakesAt > _agenda.Now && _wakesAt <= when)
        {
            return;
        }

        _wakesAt = when;
        _agenda.At(when, () =>
        {
            _wakesAt = _wakesAt == when ? -1 : _wakesAt;
            Pump();
        });
    }

    private (OracleTarget Target, double Wait) Best(Arrival arrival, double now)
    {
        var (best, least, wait) = (_targets[0], double.MaxValue, double.MaxValue);
        foreach (var target in _targets)
        {
            var (own, score) = target.IsTroubled(now + OneWay) ? (0.5, 1e6) : Judge(arrival, target, now);
            if (score < least)
            {
                (best, least, wait) = (target, score, own);
            }
        }

        return (best, wait);
    }

    private (double Wait, double Score) Judge(Arrival arrival, OracleTarget target, double now)
    {
        var model = target.Model;
        var anthropic = _scenario.Semantics == Semantics.Anthropic;
        var uncached = model.Uncached(CallOf(arrival), now);
        var need = Math.Min((anthropic ? uncached : arrival.Input + AssumedMaxOutput) * Headroom, model.Input.Capacity);
        var wait = Math.Max(0, Math.Max((1 - model.Requests.Sync(now)) / model.Requests.Rate, (need - model.Input.Sync(now)) / model.Input.Rate));
        if (anthropic && model.Output.Sync(now) <= 0)
        {
            wait = Math.Max(wait, (1 - model.Output.Level) / model.Output.Rate);
        }

        return (wait, wait * 4 + uncached / model.Input.Rate + (target.IsFallback ? 20 : 0) + (wait > 1e-9 ? 5 : 0));
    }

    private void Send(Arrival arrival, OracleTarget target)
    {
        var sent = _agenda.Now;
        if (target.Fails())
        {
            Again(arrival, sent + 0.2);
            return;
        }

        // It wakes on the dot: what rounding took from the last request is given back.
        target.Model.Requests.Level = Math.Max(1, target.Model.Requests.Sync(sent));
        var decision = target.Model.Admit(CallOf(arrival), sent);
        if (decision.Refused is not null)
        {
            // The provider's own estimate was one in a thousand off.
            Again(arrival, sent + 0.05);
            return;
        }

        _served.Add(new Served(arrival, sent - arrival.At));
        if (!target.IsFallback)
        {
            _admitted.Add(new Admitted(sent, (long)decision.Actual));
        }

        _agenda.At(sent + decision.FirstToken, () =>
        {
            target.Model.Begin(decision, _agenda.Now);
            _agenda.At(_agenda.Now + arrival.Output / decision.Speed, () => target.Model.End(decision, _agenda.Now));
        });
    }

    private void Again(Arrival arrival, double when) => _agenda.At(when, () =>
    {
        _waiting.AddFirst(arrival);
        Pump();
    });

    private static ModelCall CallOf(Arrival arrival) => new(arrival.Input, arrival.Output, (long)AssumedMaxOutput, arrival.Blocks);
}

/// <summary>One key of a provider, as the oracle sees it.</summary>
internal sealed class OracleTarget(RateLimits limits, Semantics semantics, Weather weather, int seed, bool isFallback)
{
    private readonly Random _random = new(seed + 1);

    public ProviderModel Model { get; } = new(limits, semantics, new SeededNoise(new Random(seed)));

    public bool IsFallback => isFallback;

    public bool IsTroubled(double at) => weather.Outages.Any(outage => outage.Holds(at)) || weather.Storms.Any(storm => storm.When.Holds(at));

    public bool Fails() => _random.NextDouble() < weather.BaseErrors;
}

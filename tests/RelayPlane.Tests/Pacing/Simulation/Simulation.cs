using RelayPlane.Catalog;
using RelayPlane.Dispatch;
using RelayPlane.Pacing;
using RelayPlane.Routing;
using RelayPlane.Sandbox.Limits;
using RelayPlane.Tests.Upstream;
using RelayPlane.Upstream;

namespace RelayPlane.Tests.Pacing.Simulation;

/// <summary>Plays a scenario through the real pacer, in simulated time.</summary>
internal sealed class Simulation : IDisposable
{
    private const int Agents = 24;
    private const double PatienceSeconds = 600;
    private readonly SimLoop _loop = new();
    private readonly Scenario _scenario;
    private readonly Pacer _pacer;
    private readonly Random _random;
    private readonly Dictionary<string, SimProvider> _providers = [];
    private readonly Choice[] _choices;
    private readonly List<Outcome> _outcomes = [];

    private Simulation(Scenario scenario, int seed)
    {
        _scenario = scenario;
        _random = new Random((1000 * seed) + 17);
        _pacer = new Pacer(_loop.Clock, new Random(seed));
        var keys = Enumerable.Range(0, scenario.Keys).Select(number => new Credential($"k{number}", $"secret{number}")).ToArray();
        foreach (var (index, key) in keys.Index())
        {
            _providers[key.Label] = new SimProvider(_loop, scenario, scenario.Limits, faulty: true, (seed * 31) + index);
        }

        var profile = (scenario.Semantics == Semantics.Anthropic ? RateProfiles.Find("anthropic") : RateProfiles.Find("openai"))!;
        var choices = new List<Choice> { new(new Target(Providers.Named("anthropic") with { Profile = profile }, "m"), "m", keys) };
        if (scenario.Fallback is { } fallback)
        {
            var other = new Credential("p2", "secret");
            _providers["p2"] = new SimProvider(_loop, scenario, fallback, faulty: false, seed * 77);
            choices.Add(new Choice(new Target(Providers.Named("openai") with { Profile = profile }, "m"), "m", [other]));
        }

        _choices = [.. choices];
    }

    public static Figures Run(Scenario scenario, int seed)
    {
        using var simulation = new Simulation(scenario, seed);
        return simulation.Run();
    }

    public void Dispose() => _pacer.Dispose();

    private Figures Run()
    {
        var arrivals = _scenario.Trace();
        var byPrefix = new Dictionary<(ulong, ulong), int>();
        foreach (var arrival in arrivals)
        {
            var agent = _scenario.Flood > 0 ? (_random.NextDouble() < _scenario.Flood ? 0 : 1 + (int)(_random.NextDouble() * (Agents - 1)))
                : arrival.Blocks.Length == 0 ? Zipf()
                : byPrefix.TryGetValue(Prefix(arrival), out var known) ? known
                : byPrefix[Prefix(arrival)] = Zipf();
            var at = _scenario.Modulation > 0 ? Warp(arrival.At) : arrival.At;
            var outcome = new Outcome(_outcomes.Count, at, agent, arrival.Input);
            _outcomes.Add(outcome);
            _loop.At(at, () => _ = CallAsync(arrival, outcome));
        }

        var end = arrivals[^1].At;
        _loop.Run(end + 4000);
        return Figures.Of(_outcomes, [.. _providers.Values], _scenario, end, _pacer);
    }

    private async Task CallAsync(Arrival arrival, Outcome outcome)
    {
        var noise = Math.Exp(0.10 * Gaussian()) * 1.03;
        var demand = new Demand(arrival.Input * noise, 1024, PromptBlocks.OfEnds(arrival.Blocks), (ulong)outcome.Number);
        var ticket = _pacer.Open($"agent{outcome.Agent}", demand, _choices, Terms.Default, TimeSpan.FromSeconds(PatienceSeconds));
        var failures = 0;
        while (true)
        {
            var turn = await _pacer.WaitAsync(ticket, CancellationToken.None);
            if (turn.Reservation is not { } reservation)
            {
                outcome.Refused = turn.None!.Ending;
                outcome.RefusedAtOnce = _loop.Now <= outcome.At;
                return;
            }

            outcome.Attempts++;
            var reply = await _providers[reservation.Key.Label].AttemptAsync(arrival, reservation.FirstToken);
            if (reply.Signal.Kind == SignalKind.Answered)
            {
                reservation.Observe(reply.Report);
                reservation.Answered(TimeSpan.FromSeconds(_loop.Now - reservation.Reserved.At), reply.Usage with { Output = 0 });
                outcome.Waited = reply.Admitted - outcome.At;
                await reply.Ended;
                reservation.Settle(reply.Usage);
                return;
            }

            reservation.Failed(reply.Signal, reply.Report);
            if (reply.Signal.Kind == SignalKind.RateLimited)
            {
                continue;
            }

            failures++;
            var next = AttemptPolicy.After(new Failure(reply.Signal, failures, 0, _choices.Length > 1, false, false, false, true));
            if (next == Next.OtherFirst)
            {
                ticket.Demote(reservation.Choice);
            }
            else
            {
                do
                {
                    await Task.Delay(TimeSpan.FromSeconds(0.05 + (_random.NextDouble() * (Math.Min(8, 0.25 * Math.Pow(2, Math.Min(failures, 6))) - 0.05))), _loop.Clock);
                }
                while (!reservation.MayRetry());
            }
        }
    }

    private static (ulong, ulong) Prefix(Arrival arrival) => (arrival.Blocks[0], arrival.Blocks.Length > 1 ? arrival.Blocks[1] : 0);

    private double Warp(double at)
    {
        const double half = 180;
        var period = Math.Floor(at / (2 * half));
        var part = (at / (2 * half)) - period;
        var first = (1 + _scenario.Modulation) / 2;
        return (period * 2 * half) + (part < first ? part / first * half : half + ((part - first) / (1 - first) * half));
    }

    private int Zipf()
    {
        var weights = Enumerable.Range(1, Agents).Select(rank => 1 / Math.Pow(rank, 1.1)).ToArray();
        var left = _random.NextDouble() * weights.Sum();
        for (var agent = 0; agent < Agents; agent++)
        {
            left -= weights[agent];
            if (left <= 0)
            {
                return agent;
            }
        }

        return Agents - 1;
    }

    private double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}

/// <summary>What became of one call.</summary>
internal sealed class Outcome(int number, double at, int agent, long input)
{
    public int Number => number;

    public double At => at;

    public int Agent => agent;

    public long Input => input;

    public int Attempts { get; set; }

    /// <summary>Seconds from its arrival until the provider let it in; null where it was not answered.</summary>
    public double? Waited { get; set; }

    public WaitEnding? Refused { get; set; }

    /// <summary>Whether it was refused as it came, and not after it had waited.</summary>
    public bool RefusedAtOnce { get; set; }
}

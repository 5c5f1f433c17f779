using System.Globalization;
using System.Text;
using RelayPlane.Config;
using RelayPlane.Dialects;
using RelayPlane.Dispatch;
using RelayPlane.Pacing;
using RelayPlane.Routing;
using RelayPlane.Tests.Pacing.Simulation;
using RelayPlane.Tests.Routing;
using RelayPlane.Tests.Upstream;
using RelayPlane.Upstream;

namespace RelayPlane.Tests.Dispatch;

/// <summary>Plays scripted calls through the real dispatcher and pacer, in simulated time.</summary>
internal sealed class DispatchPlay : IDisposable
{
    private static readonly string[] s_targets = ["anthropic", "mine"];
    private readonly SimLoop _loop = new();
    private readonly Pacer _pacer;
    private readonly Dispatcher _dispatcher;
    private readonly ScriptedUpstream _upstream;
    private readonly HttpMessageInvoker _invoker;
    private readonly Plan _plan;
    private readonly Script[] _scripts;

    /// <param name="targets">1 or 2.</param>
    /// <param name="keys">How many keys the first target has.</param>
    public DispatchPlay(Script[] scripts, int targets, int keys, Terms terms, int seed)
    {
        _scripts = scripts;
        _pacer = new Pacer(_loop.Clock, new Random(seed));
        _upstream = new ScriptedUpstream(scripts, _loop.Clock);
        _invoker = new HttpMessageInvoker(_upstream);
        var ring = Rings.Of(ClientKeys.Ignore, [.. Enumerable.Range(0, keys).Select(number => ("anthropic", new Credential($"k{number}", $"secret{number}"))), ("mine", new Credential("m", "secret"))]);
        _dispatcher = new Dispatcher(_pacer, new Attempting(new UpstreamClient(_invoker, _invoker), _loop.Clock), ring, new Origins(), _loop.Clock, new Random(seed + 1));
        _plan = new Plan([.. s_targets.Take(targets).Select(name => new Target(Providers.Named(name), "claude-x"))], "test") { Terms = terms };
        Endings = [.. scripts.Select(_ => new List<OrRefusal<Dispatched>>())];
        Trails = [.. scripts.Select(_ => new Trail())];
        Durations = new double[scripts.Length];
    }

    /// <summary>What each call's attempts met.</summary>
    public IReadOnlyList<IReadOnlyList<Step>> Met => _upstream.Met;

    /// <summary>How each call ended; one entry is right.</summary>
    public List<OrRefusal<Dispatched>>[] Endings { get; }

    public Trail[] Trails { get; }

    /// <summary>How long each call took, in seconds.</summary>
    public double[] Durations { get; }

    /// <summary>What is still held once all have ended: reservations, calls under way, calls in queues.</summary>
    public (int Unsettled, int InFlight, int Queued) Held => _pacer.Look((table, _) =>
        (table.Lanes.Sum(lane => lane.Mirror.Unsettled), table.Lanes.Sum(lane => lane.Window.InFlight), table.Pools.Sum(pool => pool.Queue.Count)));

    public void Run(double until)
    {
        var running = new List<Task>();
        foreach (var (number, script) in _scripts.Index())
        {
            _loop.At(script.At, () => running.Add(CallAsync(number, script)));
        }

        _loop.Run(until);
        foreach (var one in running.Where(one => one.IsFaulted))
        {
            one.GetAwaiter().GetResult();
        }
    }

    public void Dispose()
    {
        _pacer.Dispose();
        _invoker.Dispose();
    }

    private async Task CallAsync(int number, Script script)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"model":"claude-x","stream":true,"messages":[{"role":"user","content":"{{number}}"}]}""");
        var call = (Calls.Of() with { Body = body, Facts = RequestScan.Scan(body, Endpoint.Messages).Value! }).With(ScriptedUpstream.Header, number.ToString(CultureInfo.InvariantCulture));
        using var leaving = new CancellationTokenSource(script.Leaves is { } after ? TimeSpan.FromSeconds(after) : Timeout.InfiniteTimeSpan, _loop.Clock);

        var ending = await _dispatcher.SendAsync(call, _plan, $"agent{number % 2}", Trails[number], leaving.Token);
        Durations[number] = _loop.Now - script.At;
        Endings[number].Add(ending);
        if (ending.Value is { } dispatched)
        {
            // What relaying does: the reply takes a while, then its usage is known.
            await Task.Delay(TimeSpan.FromSeconds(1), _loop.Clock);
            dispatched.Settle(dispatched.Attempt with { Verdict = Verdict.Answered });
            dispatched.Dispose();
        }
    }
}

using System.Collections.Frozen;
using System.Diagnostics;
using System.Threading.Channels;
using RelayPlane.Catalog;
using RelayPlane.Pacing;
using RelayPlane.Routing;
using RelayPlane.Upstream;

namespace RelayPlane.Benchmarks.Pacing;

/// <summary><c>./bench decision</c>: what one turn costs the gateway itself, idle and beside ten thousand waiting calls. The goal is 20 µs.</summary>
internal static class Decision
{
    private const int Rounds = 50_000;
    private const int Waiting = 10_000;
    private const int Agents = 100;

    /// <summary>How many calls may wait for their first token at once.</summary>
    private const int Window = 64;

    public static async Task<int> RunAsync()
    {
        foreach (var queued in new[] { 0, Waiting })
        {
            await MeasureAsync(queued);
            var micros = await MeasureAsync(queued);
            Console.WriteLine($"{queued,6} queued over {Agents} agents: median {micros[Rounds / 2]:0.0} µs, p99 {micros[Rounds * 99 / 100]:0.0} µs for a turn (WaitAsync and Settle); goal 20 µs");
        }

        return 0;
    }

    /// <returns>Microseconds of each turn, in order.</returns>
    private static async Task<double[]> MeasureAsync(int queued)
    {
        using var pacer = new Pacer(TimeProvider.System, new Random(1));
        var choices = new[] { AnyChoice() };
        var served = Channel.CreateUnbounded<Reservation>();
        var held = new Queue<Reservation>();
        var number = 0;

        // All that come while the window is full wait until one of those under way ends.
        while (queued > 0 && number < queued + Window)
        {
            _ = AskAsync(pacer, choices, number++, served);
        }

        while (queued > 0 && held.Count < Window)
        {
            held.Enqueue(await served.Reader.ReadAsync());
        }

        var micros = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            // One call comes and one ends, which lets another in: the queue stays as long as it is.
            var start = Stopwatch.GetTimestamp();
            _ = AskAsync(pacer, choices, number++, served);
            var ending = queued > 0 ? held.Dequeue() : await served.Reader.ReadAsync();
            ending.Settle(null);
            micros[round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            if (queued > 0)
            {
                held.Enqueue(await served.Reader.ReadAsync());
            }
        }

        Array.Sort(micros);
        return micros;
    }

    private static async Task AskAsync(Pacer pacer, Choice[] choices, int number, Channel<Reservation> served)
    {
        var demand = new Demand(500 + (number % 40 * 1000), 1024, PromptBlocks.None, (ulong)number);
        var ticket = pacer.Open($"agent{number % Agents}", demand, choices, Terms.Default, TimeSpan.FromHours(2));
        if ((await pacer.WaitAsync(ticket, CancellationToken.None)).Reservation is { } reservation)
        {
            await served.Writer.WriteAsync(reservation);
        }
    }

    /// <summary>A target whose limits are known and never reached.</summary>
    private static Choice AnyChoice()
    {
        var provider = new Provider(
            "any", new Uri("https://any.example"), "v1", AuthStyle.Bearer, [], [], FrozenDictionary<Endpoint, string>.Empty, false, false, FrozenDictionary<string, string>.Empty)
        {
            KnownLimits = new KnownLimits(1_000_000_000, 1_000_000_000_000_000),
        };
        return new Choice(new Target(provider, "m"), "m", [new Credential("main", "secret")]);
    }
}

using System.Diagnostics;
using System.Globalization;
using RelayPlane.Ledger;

namespace RelayPlane.Benchmarks.LedgerLoad;

/// <summary>Whether the writer keeps up with calls that come at a rate, and what telling it costs a call.</summary>
internal static class Writing
{
    private static readonly TimeSpan s_length = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(10);

    public static async Task MeasureAsync(string path, DateTimeOffset now)
    {
        foreach (int rate in new[] { 200, 2000 })
        {
            await using SqliteLedger ledger = new(path, TimeProvider.System);
            int perTick = (int)(rate * s_tick.TotalSeconds);
            CallEntry[] calls = [.. Enumerable.Range(0, (int)(rate * s_length.TotalSeconds)).Select(number => number).Select(Call(rate, now))];
            double[] micros = new double[calls.Length];
            long mostHeld = 0;
            using PeriodicTimer timer = new(s_tick, TimeProvider.System);
            for (int next = 0; next < calls.Length;)
            {
                _ = await timer.WaitForNextTickAsync();
                for (int end = Math.Min(calls.Length, next + perTick); next < end; next++)
                {
                    long start = Stopwatch.GetTimestamp();
                    ledger.Record(calls[next]);
                    micros[next] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
                }

                mostHeld = Math.Max(mostHeld, ledger.Health.Pending);
            }

            long waiting = Stopwatch.GetTimestamp();
            while (ledger.Health.Pending > 0)
            {
                await Task.Delay(s_tick, TimeProvider.System);
            }

            Array.Sort(micros);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{rate,5} calls/s: at most {mostHeld} held ({1000.0 * mostHeld / rate:0} ms), the last written {Stopwatch.GetElapsedTime(waiting).TotalMilliseconds:0} ms after it came; Record p50 {micros[micros.Length / 2]:0.0} µs, p99 {micros[micros.Length * 99 / 100]:0.0} µs; lost {ledger.Health.Lost}"));
        }
    }

    private static Func<int, CallEntry> Call(int seed, DateTimeOffset now)
    {
        SyntheticCalls calls = new(seed, now, TimeSpan.FromMinutes(1), 1);
        return number => calls.Next(number, now.AddMilliseconds(number));
    }
}

using System.Diagnostics;

namespace RelayPlane.Benchmarks;

/// <summary>The three kinds of load.</summary>
internal static class Load
{
    /// <summary>Closed loop: every connection sends its next call when the last is answered. How many were, and in what time.</summary>
    public static async Task<(long Calls, TimeSpan Time)> ClosedAsync(int port, int connections, byte[] request, double seconds)
    {
        var calls = 0L;
        var clock = Stopwatch.StartNew();
        var end = TimeSpan.FromSeconds(seconds);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            using var socket = new HttpSocket(port);
            await socket.ConnectAsync();
            while (clock.Elapsed < end)
            {
                Answered(await socket.CallAsync(request));
                Interlocked.Increment(ref calls);
            }
        })));
        return (calls, clock.Elapsed);
    }

    /// <summary>
    /// Open loop: calls leave at a fixed rate whatever became of those before, and each is timed from when it was due,
    /// so that a stall is charged to every call that it held up. Milliseconds, sorted.
    /// </summary>
    public static async Task<double[]> OpenAsync(int port, int perSecond, byte[] request, double seconds)
    {
        var idle = new Stack<HttpSocket>();
        for (var index = 0; index < 32; index++)
        {
            var socket = new HttpSocket(port);
            await socket.ConnectAsync();
            Answered(await socket.CallAsync(request));
            idle.Push(socket);
        }

        var count = (int)(perSecond * seconds);
        var calls = new Task<double>[count];
        // A thread of its own: it waits in the old way, and must not do so on the few that carry the calls.
        await Task.Factory.StartNew(LeaveOnTime, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var times = await Task.WhenAll(calls);
        while (idle.TryPop(out var socket))
        {
            socket.Dispose();
        }

        Array.Sort(times);
        return times;

        void LeaveOnTime()
        {
            var start = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 100);
            for (var index = 0; index < count; index++)
            {
                var due = start + (Stopwatch.Frequency * index / perSecond);
                WaitUntil(due);
                HttpSocket? socket;
                lock (idle)
                {
                    idle.TryPop(out socket);
                }

                calls[index] = Task.Run(() => TimedAsync(socket, due));
            }
        }

        async Task<double> TimedAsync(HttpSocket? socket, long due)
        {
            if (socket is null)
            {
                socket = new HttpSocket(port);
                await socket.ConnectAsync();
            }

            Answered(await socket.CallAsync(request));
            var took = Stopwatch.GetElapsedTime(due).TotalMilliseconds;
            lock (idle)
            {
                idle.Push(socket);
            }

            return took;
        }
    }

    /// <summary>Holds streams open. <paramref name="opened"/> is set when all have begun; counts events until cancelled.</summary>
    public static async Task StreamsAsync(int port, int streams, byte[] request, StreamCount count, TaskCompletionSource opened, CancellationToken cancel)
    {
        var open = 0;
        await Task.WhenAll(Enumerable.Range(0, streams).Select(async index =>
        {
            // Spread over a second, so that opening is not itself the load.
            await Task.Delay(index * 1000 / streams, cancel);
            using var socket = new HttpSocket(port);
            await socket.ConnectAsync();
            var (status, early) = await socket.OpenAsync(request);
            Answered(status);
            count.Add(early.Span);
            if (Interlocked.Increment(ref open) == streams)
            {
                opened.TrySetResult();
            }

            try
            {
                while (await socket.NextAsync(cancel) is { Length: > 0 } piece)
                {
                    count.Add(piece.Span);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }

            opened.TrySetException(new IOException("A stream ended early."));
        }));
    }

    private static void Answered(int status)
    {
        if (status != 200)
        {
            throw new InvalidOperationException($"A call was answered with {status}.");
        }
    }

    // Sleeps, then spins for the last millisecond: the timer of the system is not finer.
    private static void WaitUntil(long due)
    {
        while (Stopwatch.GetTimestamp() is var now && now < due)
        {
            if (due - now > Stopwatch.Frequency / 700)
            {
                Thread.Sleep(1);
            }
            else
            {
                Thread.Yield();
            }
        }
    }
}

/// <summary>How many events have come, over all streams.</summary>
internal sealed class StreamCount
{
    private long _events;

    public long Events => Interlocked.Read(ref _events);

    /// <summary>Counts the events that begin in a piece.</summary>
    public void Add(ReadOnlySpan<byte> piece) => Interlocked.Add(ref _events, piece.Count("data: "u8));
}

using Microsoft.Data.Sqlite;

namespace RelayPlane.Benchmarks;

/// <summary>The whole road of a call, beside nginx and beside no proxy at all.</summary>
internal static class Road
{
    private const int Connections = 64;
    private const int OpenRate = 200;

    private static readonly (string Key, int Bytes)[] Sizes = [("1k", 1 << 10), ("100k", 100 << 10), ("1m", 1 << 20)];

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        if (args.Contains("--help") || RoadOptions.Parse(args) is not { } options)
        {
            Console.Error.WriteLine(RoadOptions.Help);
            return args.Contains("--help") ? 0 : 2;
        }

        var folder = Directory.CreateTempSubdirectory("relayplane-bench-");
        try
        {
            var measured = new Measurements();
            var contestants = new Contestants(folder.FullName, options.Sandbox);
            using var upstream = await contestants.UpstreamAsync();
            await StartsAsync(contestants, options, measured);
            await RoundsAsync(contestants, upstream, options, measured);
            Report.Print(measured);
            if (options.Json is { } file)
            {
                Report.Write(file, measured, options);
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Cold start and idle memory: fresh processes, some of each, taken in turn.
    private static async Task StartsAsync(Contestants contestants, RoadOptions options, Measurements measured)
    {
        for (var start = 0; start < options.Rounds + 2; start++)
        {
            foreach (var proxy in await ProxiesAsync(contestants, options, "nginx", "gateway"))
            {
                using (proxy)
                {
                    measured.Add("cold", proxy.Name, proxy.ColdStart.TotalMilliseconds);
                    await Task.Delay(500);
                    measured.Add("idle", proxy.Name, proxy.Memory() / 1e6);
                }
            }
        }
    }

    private static async Task RoundsAsync(Contestants contestants, Proxy upstream, RoadOptions options, Measurements measured)
    {
        var proxies = await ProxiesAsync(contestants, options, "direct", "nginx", "gateway");
        var targets = proxies.Select(proxy => (proxy.Name, proxy.Port, Proxy: proxy)).ToList();
        if (options.Only.Contains("direct"))
        {
            targets.Insert(0, ("direct", contestants.UpstreamPort, upstream));
        }

        var throughGateway = 0L;
        try
        {
            for (var round = 1; round <= options.Rounds; round++)
            {
                Console.Error.WriteLine($"round {round} of {options.Rounds}");
                foreach (var (key, bytes) in Sizes)
                {
                    foreach (var (name, port, proxy) in targets)
                    {
                        var calls = await ThroughputAsync(key, name, port, proxy, bytes, options, measured);
                        throughGateway += name == "gateway" ? calls : 0;
                    }
                }

                foreach (var (key, bytes) in Sizes.Take(2))
                {
                    foreach (var (name, port, _) in targets)
                    {
                        var times = await Load.OpenAsync(port, OpenRate, Requests.Chat(port, bytes), options.Seconds * 2);
                        measured.Add($"p50-{key}", name, times[times.Length / 2]);
                        measured.Add($"p99-{key}", name, times[(int)(times.Length * 0.99)]);
                        throughGateway += name == "gateway" ? times.Length + 32 : 0;
                    }
                }

                foreach (var (name, port, proxy) in targets)
                {
                    await StreamsAsync(name, port, proxy, options, measured);
                    throughGateway += name == "gateway" ? options.Streams : 0;
                }
            }
        }
        finally
        {
            proxies.ForEach(proxy => proxy.Dispose());
        }

        if (options.Only.Contains("gateway"))
        {
            Console.Error.WriteLine($"{throughGateway:N0} calls went through the gateway; its ledger holds {Recorded(contestants.GatewayHome):N0}.");
        }
    }

    private static async Task<long> ThroughputAsync(
        string key, string name, int port, Proxy proxy, int bytes, RoadOptions options, Measurements measured)
    {
        var request = Requests.Chat(port, bytes);
        var warm = await Load.ClosedAsync(port, Connections, request, options.WarmUpSeconds);
        var before = proxy.Cpu();
        var (calls, time) = await Load.ClosedAsync(port, Connections, request, options.Seconds);
        measured.Add($"rate-{key}", name, calls / time.TotalSeconds);
        if (name != "direct")
        {
            measured.Add($"cpu-{key}", name, (proxy.Cpu() - before).TotalMicroseconds / calls);
        }

        return calls + warm.Calls;
    }

    private static async Task StreamsAsync(string name, int port, Proxy proxy, RoadOptions options, Measurements measured)
    {
        using var end = new CancellationTokenSource();
        var count = new StreamCount();
        var opened = new TaskCompletionSource();
        var memory = proxy.Memory();
        var streams = Load.StreamsAsync(port, options.Streams, Requests.Chat(port, 1 << 10, stream: true), count, opened, end.Token);
        await Task.WhenAny(opened.Task, streams);
        await opened.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await Task.Delay(500);

        var (cpu, events) = (proxy.Cpu(), count.Events);
        await Task.Delay(TimeSpan.FromSeconds(options.Seconds));
        (cpu, events) = (proxy.Cpu() - cpu, count.Events - events);
        measured.Add("events", name, events / options.Seconds);
        if (name != "direct")
        {
            measured.Add("cpu-event", name, cpu.TotalMicroseconds / events);
            measured.Add("memory-stream", name, Math.Max(0, proxy.Memory() - memory) / 1024.0 / options.Streams);
        }

        await end.CancelAsync();
        await streams;
        // Those who were left clean up before the next is measured.
        await Task.Delay(300);
    }

    private static async Task<List<Proxy>> ProxiesAsync(Contestants contestants, RoadOptions options, params string[] among)
    {
        var proxies = new List<Proxy>();
        foreach (var name in among.Intersect(options.Only))
        {
            if (name == "nginx")
            {
                proxies.Add(await contestants.NginxAsync());
            }
            else if (name == "gateway")
            {
                proxies.Add(await contestants.GatewayAsync());
            }
        }

        return proxies;
    }

    // Proof that the measured gateway was recording.
    private static long Recorded(string home)
    {
        using var ledger = new SqliteConnection($"Data Source={Path.Combine(home, "data.db")};Mode=ReadOnly;Pooling=False");
        ledger.Open();
        using var query = ledger.CreateCommand();
        query.CommandText = "SELECT COUNT(*) FROM calls";
        return (long)query.ExecuteScalar()!;
    }
}

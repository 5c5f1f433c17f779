using System.Globalization;

namespace RelayPlane.Benchmarks;

/// <summary><c>./bench translate</c>: what a call costs the gateway where client and target speak different formats, beside the same call passed through. The upstream speaks Chat Completions.</summary>
internal static class Translate
{
    private const int Connections = 64;

    /// <summary>The goal for an event, as a multiple of the pass lane's.</summary>
    private const double Goal = 3;

    private static readonly string[] Clients = ["chat", "messages", "responses", "gemini"];

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
            var contestants = new Contestants(folder.FullName, sandbox: false);
            using var upstream = await contestants.UpstreamAsync();
            using var gateway = await contestants.ChatOnlyGatewayAsync();
            for (var round = 1; round <= options.Rounds; round++)
            {
                Console.Error.WriteLine($"round {round} of {options.Rounds}");
                foreach (var client in Clients)
                {
                    await CallsAsync(gateway, client, options, measured);
                    await StreamsAsync(gateway, client, options, measured);
                }
            }

            Print(measured);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CallsAsync(Proxy gateway, string client, RoadOptions options, Measurements measured)
    {
        var request = Requests.Of(client, gateway.Port, 100 << 10, stream: false);
        await Load.ClosedAsync(gateway.Port, Connections, request, options.WarmUpSeconds);
        var before = gateway.Cpu();
        var (calls, _) = await Load.ClosedAsync(gateway.Port, Connections, request, options.Seconds);
        measured.Add("cpu-100k", client, (gateway.Cpu() - before).TotalMicroseconds / calls);
    }

    private static async Task StreamsAsync(Proxy gateway, string client, RoadOptions options, Measurements measured)
    {
        using var end = new CancellationTokenSource();
        var count = new StreamCount();
        var opened = new TaskCompletionSource();
        var streams = Load.StreamsAsync(gateway.Port, options.Streams, Requests.Of(client, gateway.Port, 1 << 10, stream: true), count, opened, end.Token);
        await Task.WhenAny(opened.Task, streams);
        await opened.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await Task.Delay(500);
        var (cpu, events) = (gateway.Cpu(), count.Events);
        await Task.Delay(TimeSpan.FromSeconds(options.Seconds));
        measured.Add("cpu-event", client, (gateway.Cpu() - cpu).TotalMicroseconds / (count.Events - events));
        await end.CancelAsync();
        await streams;
        await Task.Delay(300);
    }

    private static void Print(Measurements measured)
    {
        Console.WriteLine();
        Console.WriteLine($"{"client → Chat Completions upstream",-38}{"100 KB, µs",12}{"× pass",8}{"event, µs",12}{"× pass",8}  goal");
        foreach (var client in Clients)
        {
            var (call, one) = (measured.Median("cpu-100k", client)!.Value, measured.Median("cpu-event", client)!.Value);
            var (calls, events) = (call / measured.Median("cpu-100k", Clients[0])!.Value, one / measured.Median("cpu-event", Clients[0])!.Value);
            var goal = client == Clients[0] ? string.Empty : events <= Goal ? $"≤ {Goal}× an event: met" : $"≤ {Goal}× an event: missed";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(client == Clients[0] ? "chat (passed through)" : client + " (translated)"),-38}{call,12:0.0}{calls,8:0.00}{one,12:0.0}{events,8:0.00}  {goal}"));
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using RelayPlane.Benchmarks.LedgerLoad;
using RelayPlane.Sandbox.Traffic;

namespace RelayPlane.Benchmarks.PageLoad;

/// <summary><c>./bench page</c>: the native gateway over a ledger of millions of calls; what each view asks of it, and how the page fares in Chromium while calls come in.</summary>
internal static class PageBench
{
    private const string Usage = """
        usage: ./bench page [--calls N] [--keep FILE] [--rate N] [--seconds N]

          --calls N     how many calls the ledger has, over 90 days (default 10000000)
          --keep FILE   keep the ledger there; an existing one is used as it is (it gains the live calls)
          --rate N      live calls a second (default 200)
          --seconds N   how long they come (default 20)
        """;

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        Dictionary<string, string> given = new() { ["--calls"] = "10000000", ["--rate"] = "200", ["--seconds"] = "20" };
        for (int at = 0; at < args.Count; at += 2)
        {
            if (at + 1 == args.Count || args[at] is not ("--calls" or "--keep" or "--rate" or "--seconds"))
            {
                Console.Error.WriteLine(Usage);
                return 2;
            }

            given[args[at]] = args[at + 1];
        }

        string home = given.TryGetValue("--keep", out string? keep) ? Path.GetDirectoryName(Path.GetFullPath(keep))! : Directory.CreateTempSubdirectory("relayplane-page-").FullName;
        string config = Path.Combine(home, "config.json");
        if (File.Exists(config))
        {
            Console.Error.WriteLine($"{config} is there: this would write one of its own. Give --keep a file in a folder of its own.");
            return 2;
        }

        try
        {
            string ledger = Path.Combine(home, "data.db");
            if (!File.Exists(ledger))
            {
                LedgerBench.Fill(ledger, Whole(given["--calls"]), TimeProvider.System.GetUtcNow());
            }

            int port = Contestants.FreePort();
            using Proxy sandbox = await Proxy.StartAsync("sandbox", port, null, "0-63", [Contestants.GatewayProgram, "sandbox", "--port", $"{port}"], Home(Path.Combine(home, "sandbox")));
            await File.WriteAllTextAsync(config, $$"""
                { "providers": {
                    "anthropic": { "baseUrl": "http://127.0.0.1:{{port}}" },
                    "openai": { "baseUrl": "http://127.0.0.1:{{port}}/v1" },
                    "google": { "baseUrl": "http://127.0.0.1:{{port}}/v1beta" } } }
                """);
            using Proxy gateway = await GatewayAsync(home);
            Uri address = new($"http://127.0.0.1:{gateway.Port}");
            await Questions.MeasureAsync(address, gateway);
            return await ShowAsync(address, gateway, Whole(given["--rate"]), Whole(given["--seconds"]));
        }
        finally
        {
            File.Delete(config);
            if (keep is null)
            {
                Directory.Delete(home, recursive: true);
            }
        }
    }

    private static Task<Proxy> GatewayAsync(string home)
    {
        int port = Contestants.FreePort();
        byte[] probe = "GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n"u8.ToArray();
        return Proxy.StartAsync("relayplane", port, probe, "0-63", [Contestants.GatewayProgram, "start", "--port", $"{port}"], Home(home));
    }

    private static Dictionary<string, string> Home(string home) => new() { ["RELAYPLANE_HOME"] = home };

    /// <summary>The browser's part is a Node program, which says when live calls may begin and end.</summary>
    private static async Task<int> ShowAsync(Uri address, Proxy gateway, int rate, int seconds)
    {
        string folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "tests", "page"));
        using Process browser = Process.Start(new ProcessStartInfo("node", ["bench.mjs", address.GetLeftPart(UriPartial.Authority), $"{seconds}"]) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        CancellationTokenSource over = new();
        Task live = Task.CompletedTask;
        TimeSpan cpu = default;
        long since = 0;
        while (await browser.StandardOutput.ReadLineAsync() is { } line)
        {
            switch (line)
            {
                case "live":
                    (cpu, since) = (gateway.Cpu(), Stopwatch.GetTimestamp());
                    over = new CancellationTokenSource();
                    live = LiveAsync(address, rate, over.Token);
                    break;
                case "quiet":
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"gateway during the live calls: {(gateway.Cpu() - cpu) / Stopwatch.GetElapsedTime(since):P0} of a core, {gateway.Memory() / 1e6:0} MB"));
                    await over.CancelAsync();
                    await live;
                    break;
                default:
                    Console.WriteLine(line);
                    break;
            }
        }

        await browser.WaitForExitAsync();
        await over.CancelAsync();
        await live;
        return browser.ExitCode;
    }

    private static async Task LiveAsync(Uri address, int rate, CancellationToken stop)
    {
        long sent = 0;
        long refused = 0;
        long start = Stopwatch.GetTimestamp();
        using HttpMessageInvoker http = new(new SocketsHttpHandler { UseProxy = false, AutomaticDecompression = DecompressionMethods.None });
        await new LivelyTraffic(new TrafficOptions(address, rate), http, TimeProvider.System, Count).RunAsync(stop);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"live calls sent: {sent:N0} ({sent / Stopwatch.GetElapsedTime(start).TotalSeconds:0} a second), of which {refused} were refused or broke"));

        void Count(FinishedCall call)
        {
            _ = Interlocked.Increment(ref sent);
            _ = call.Ended is Ending.Refused or Ending.Broken ? Interlocked.Increment(ref refused) : 0;
        }
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

using System.CommandLine;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using RelayPlane.Config;
using RelayPlane.Hosting;
using RelayPlane.Ledger;
using RelayPlane.Sandbox;
using RelayPlane.Sandbox.Traffic;
using Spectre.Console;

namespace RelayPlane.Cli;

/// <summary><c>relayplane demo</c>: a gateway in front of a sandbox, both on free ports and in a home of their own, under a minute of lively traffic.</summary>
internal static class DemoCommand
{
    /// <summary>Enough trouble to see how it looks: some overload, some faults, answers at a model's pace.</summary>
    private static readonly Behaviour Lively = new() { LatencyMs = 120, TokensPerSecond = 150, Storm = 0.03, Errors = 0.02 };

    public static Command Create(TimeProvider clock)
    {
        var seconds = new Option<int>("--seconds") { Description = "How long the traffic lasts.", DefaultValueFactory = _ => 60 };
        var keep = new Option<bool>("--keep") { Description = "Leave both running afterwards, to look at. Usual in a terminal." };
        var command = new Command("demo", "Show the gateway at work: a sandbox, a minute of lively traffic, and what it cost.") { seconds, keep };
        command.SetAction((parsed, cancel) => RunAsync(TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(keep), clock, cancel));
        return command;
    }

    private static async Task<int> RunAsync(TimeSpan length, bool keep, TimeProvider clock, CancellationToken cancel)
    {
        using var stop = new ShutdownSignal();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel, stop.Asked);
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Behaviour = Lively, AnyModel = true }, clock, cancel);
        var folder = Directory.CreateTempSubdirectory("relayplane-demo-").FullName;
        var home = new Home(folder, Path.Combine(folder, "config.json"));
        ConfigFile.Create(home.ConfigPath, ConfigFor(sandbox.Address));
        var start = new StartOptions(home, [new IPEndPoint(IPAddress.Loopback, 0)], Keys, Console.Error.WriteLine);
        await using var gateway = await GatewayHost.StartAsync(start, ConfigFile.Load(home.ConfigPath).Config, clock, NullLoggerFactory.Instance, () => { }, cancel);
        AnsiConsole.MarkupLineInterpolated($"Open [bold]{gateway.Address.GetLeftPart(UriPartial.Authority)}[/] to see it: a gateway in front of a sandbox at {sandbox.Address.Authority}. Traffic for {length.TotalSeconds:0} s; Ctrl-C ends it.");

        using var traffic = CancellationTokenSource.CreateLinkedTokenSource(ended.Token);
        var seen = new DemoBoard();
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        var running = new LivelyTraffic(new TrafficOptions(gateway.Address, Key: "relayplane"), http, clock, seen.Add).RunAsync(traffic.Token);
        await seen.ShowAsync(length, clock, ended.Token);
        await traffic.CancelAsync();
        await running;
        await SettledAsync(gateway.Ledger, clock);
        var stats = new LedgerReader(home.DatabasePath).Query(new StatsQuery(clock.GetUtcNow().AddHours(-1), StatsGroup.Model));
        StatsTable.Write(Console.Out, ["model"], "1h", stats);
        seen.Close();
        if ((keep || AnsiConsole.Profile.Capabilities.Interactive) && !ended.IsCancellationRequested)
        {
            AnsiConsole.MarkupLineInterpolated($"Both keep running, the page too: {gateway.Address.GetLeftPart(UriPartial.Authority)}. The ledger is {home.DatabasePath}; ask it with RELAYPLANE_HOME={folder} relayplane stats. Ctrl-C ends them.");
            await ShutdownSignal.WaitAsync(ended.Token);
        }

        return ExitCodes.Done;
    }

    /// <summary>What the config names; the sandbox takes any key, and has limits for each.</summary>
    private static string? Keys(string name) => name is "DEMO_KEY" or "DEMO_SPARE" ? "sandbox-" + name.ToLowerInvariant() : null;

    private static string ConfigFor(Uri sandbox)
    {
        var at = sandbox.GetLeftPart(UriPartial.Authority);
        return $$"""
            { "providers": {
                "anthropic": { "baseUrl": "{{at}}", "accounts": [{ "label": "team", "apiKey": "env:DEMO_KEY" }, { "label": "spare", "apiKey": "env:DEMO_SPARE" }] },
                "openai": { "baseUrl": "{{at}}/v1", "apiKey": "env:DEMO_KEY" },
                "google": { "baseUrl": "{{at}}/v1beta", "apiKey": "env:DEMO_KEY" } },
              "routes": {
                // What sums up at night need not be dear; what cannot wait goes elsewhere.
                "summaries": { "match": { "agent": "nightly-summary", "endpoint": ["messages", "chat_completions", "responses", "generate_content", "stream_generate_content"] }, "model": "anthropic/claude-haiku-4-5" },
                "support": { "match": { "agent": "support-bot", "model": "claude-*" }, "fallback": ["openai/gpt-4o"], "spillAfterSeconds": 1 } },
              "budget": { "dailyUsd": 5, "onBreach": "warn", "agents": { "nightly-summary": { "dailyUsd": 0.05 } } } }
            """;
    }

    private static async Task SettledAsync(SqliteLedger ledger, TimeProvider clock)
    {
        for (var tries = 0; ledger.Health.Pending > 0 && tries < 50; tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), clock);
        }
    }
}

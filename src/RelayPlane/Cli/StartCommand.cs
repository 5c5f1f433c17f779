using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using RelayPlane.Config;
using RelayPlane.Hosting;

namespace RelayPlane.Cli;

/// <summary><c>relayplane start</c>: serves until Ctrl-C, SIGTERM or <c>relayplane stop</c>, and then lets open streams end.</summary>
internal static class StartCommand
{
    /// <summary>How long open calls may still run after the first signal; a second signal cuts them.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(30);

    public static Command Create(TimeProvider clock)
    {
        var port = new Option<int?>("--port", "-p") { Description = "Port to listen on (default 4100, or server.port of the config; 0 for any)." };
        port.Validators.Add(result =>
        {
            // A word that is no number is told by the parser itself.
            if (result.Tokens is [{ Value: var word }] && int.TryParse(word, CultureInfo.InvariantCulture, out var number) && number is < 0 or > 65535)
            {
                result.AddError("A port lies between 0 and 65535.");
            }
        });
        var host = new Option<string?>("--host") { Description = "Address to listen on (default 127.0.0.1)." };
        var insecure = new Option<bool>("--insecure") { Description = "Allow an address beyond this machine without client keys." };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Tell of each call, in a line." };
        var command = new Command("start", "Start the gateway in the foreground.") { port, host, insecure, verbose };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(port), parsed.GetValue(host), parsed.GetValue(insecure), parsed.GetValue(verbose), clock, cancel));
        return command;
    }

    private static async Task<int> RunAsync(int? port, string? host, bool insecure, bool verbose, TimeProvider clock, CancellationToken cancel)
    {
        var home = Home.Find();
        var load = ConfigFile.Load(home.ConfigPath);
        if (load.Problems.Count > 0)
        {
            Console.Error.WriteLine($"{home.ConfigPath} is not valid:");
            foreach (var problem in load.Problems)
            {
                Console.Error.WriteLine($"  {problem}");
            }

            return ExitCodes.Usage;
        }

        var config = load.Config;
        var address = host ?? config.Server.Host;
        if (Bindings.Of(address, port ?? config.Server.Port) is not { } endpoints)
        {
            Console.Error.WriteLine($"{address} is no address to listen on. Give an IP address, localhost, or * for every interface.");
            return ExitCodes.Usage;
        }

        if (!Bindings.IsLoopback(endpoints) && config.Clients.Count == 0 && !insecure)
        {
            Console.Error.WriteLine($"Listening on {address} would let anyone who can reach this machine spend your keys. List who may call under clients in {home.ConfigPath}, or give --insecure.");
            return ExitCodes.Usage;
        }

        foreach (var notice in load.Notices)
        {
            Console.Error.WriteLine(notice);
        }

        // Each would count only its own calls, and the budgets of both together would be passed.
        if (RunningFile.Read(home.PidPath) is { } running && await RunningGateway.IsUpAsync(running, cancel))
        {
            Console.Error.WriteLine($"A gateway runs on {home.Folder} already, at {running}. Stop it with relayplane stop, or give this one a home of its own with RELAYPLANE_HOME.");
            return ExitCodes.Failed;
        }

        return await ServeAsync(new StartOptions(home, endpoints, Variables.Read, line => Console.Error.WriteLine(HarmlessText.Of(line)), verbose), config, clock, cancel);
    }

    private static async Task<int> ServeAsync(StartOptions start, GatewayConfig config, TimeProvider clock, CancellationToken cancel)
    {
        using var signal = new ShutdownSignal();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, signal.Asked);
        GatewayHost gateway;
        try
        {
            gateway = await GatewayHost.StartAsync(start, config, clock, NullLoggerFactory.Instance, signal.Ask, CancellationToken.None);
        }
        catch (IOException taken)
        {
            Console.Error.WriteLine(!start.Verbose && taken.InnerException is AddressInUseException ? Taken(start.Endpoints[0]) : Barred(start, taken));
            return ExitCodes.Failed;
        }
        catch (Exception barred) when (barred is SocketException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(Barred(start, barred));
            return ExitCodes.Failed;
        }

        await using (gateway)
        {
            Announce(gateway.Address, start.Home);
            await ShutdownSignal.WaitAsync(stop.Token);
            signal.InsistAfter(Drain);
            await gateway.StopAsync(signal.Insisted);
        }

        return ExitCodes.Done;
    }

    private static void Announce(Uri address, Home home)
    {
        var root = $"http://localhost:{address.Port}";
        Console.WriteLine($"RelayPlane {ProductVersion.Text} listens on {address.GetLeftPart(UriPartial.Authority)}");
        Console.WriteLine($"Config: {home.ConfigPath}{(File.Exists(home.ConfigPath) ? string.Empty : " (none yet: calls pass through with your clients' own keys)")}");
        Console.WriteLine($"Point clients here: export ANTHROPIC_BASE_URL={root} OPENAI_BASE_URL={root}/v1 GOOGLE_GEMINI_BASE_URL={root}");
    }

    private static string Barred(StartOptions start, Exception barred) =>
        $"The gateway cannot start on {start.Endpoints[0]} with its files in {start.Home.Folder}: {barred.Message}";

    private static string Taken(IPEndPoint endpoint) =>
        $"Port {endpoint.Port} on {endpoint.Address} is taken. Stop what listens there (relayplane stop, if it is ours) or give another with --port.";
}

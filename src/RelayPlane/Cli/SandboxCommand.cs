using System.CommandLine;
using RelayPlane.Sandbox;
using RelayPlane.Sandbox.Limits;

namespace RelayPlane.Cli;

/// <summary><c>relayplane sandbox</c>: a provider on this machine that needs no key, until Ctrl-C.</summary>
internal static class SandboxCommand
{
    private const int DefaultPort = 4199;
    private const double Unlimited = 1e12;

    public static Command Create(TimeProvider clock)
    {
        var port = new Option<int>("--port") { Description = "Port on 127.0.0.1; 0 takes a free one", DefaultValueFactory = _ => DefaultPort };
        var rpm = Number("--rpm", "Requests per minute for each key and model");
        var itpm = Number("--itpm", "Input tokens per minute (OpenAI: all tokens)");
        var otpm = Number("--otpm", "Output tokens per minute");
        var latency = Number("--latency", "Milliseconds to the first token");
        var tps = Number("--tps", "Tokens per second; 0 sends replies at once");
        var storm = Number("--storm", "Probability of an overload error, 0 to 1");
        var errors = Number("--errors", "Probability of a 500, 0 to 1");
        var seed = new Option<int>("--seed") { Description = "Same seed, same replies", DefaultValueFactory = _ => 1 };
        var keyless = new Option<bool>("--no-key") { Description = "Answer calls that bring no key" };
        var anyModel = new Option<bool>("--any-model") { Description = "Answer to any model name; else one that no provider has is a 404" };
        var bodies = new Option<bool>("--log-bodies") { Description = "Keep request bodies in /sandbox/log" };
        var noLog = new Option<bool>("--no-log") { Description = "Keep no log of requests: the leanest answer" };
        var command = new Command("sandbox", "Run a provider simulator: Anthropic, OpenAI and Gemini, with limits and faults, no key needed")
        {
            port, rpm, itpm, otpm, latency, tps, storm, errors, seed, keyless, anyModel, bodies, noLog,
        };
        command.SetAction((parsed, cancel) => RunAsync(
            new SandboxOptions
            {
                Port = parsed.GetValue(port),
                Seed = parsed.GetValue(seed),
                RequireKey = !parsed.GetValue(keyless),
                AnyModel = parsed.GetValue(anyModel),
                LogBodies = parsed.GetValue(bodies),
                LogCapacity = parsed.GetValue(noLog) ? 0 : new SandboxOptions().LogCapacity,
                Limits = LimitsOf(parsed.GetValue(rpm), parsed.GetValue(itpm), parsed.GetValue(otpm)),
                Behaviour = new Behaviour
                {
                    LatencyMs = parsed.GetValue(latency),
                    TokensPerSecond = parsed.GetValue(tps),
                    Storm = parsed.GetValue(storm),
                    Errors = parsed.GetValue(errors),
                },
            },
            clock, parsed.InvocationConfiguration, cancel));
        return command;
    }

    private static Option<double> Number(string name, string description) => new(name) { Description = description };

    private static RateLimits? LimitsOf(double rpm, double itpm, double otpm) =>
        rpm + itpm + otpm <= 0 ? null : new RateLimits(OrUnlimited(rpm), OrUnlimited(itpm), OrUnlimited(otpm));

    private static double OrUnlimited(double limit) => limit > 0 ? limit : Unlimited;

    private static async Task<int> RunAsync(SandboxOptions options, TimeProvider clock, InvocationConfiguration io, CancellationToken cancel)
    {
        using var signal = new ShutdownSignal();
        try
        {
            await using var sandbox = await SandboxServer.StartAsync(options, clock, cancel);
            var origin = sandbox.Address.GetLeftPart(UriPartial.Authority);
            await io.Output.WriteLineAsync(
                $"""
                sandbox listening on {origin}
                  point a client at it:  export ANTHROPIC_BASE_URL={origin} ANTHROPIC_API_KEY=sandbox
                                         export OPENAI_BASE_URL={origin}/v1 OPENAI_API_KEY=sandbox
                  faults and log:        {origin}/sandbox/behaviour · /sandbox/log · /sandbox/stats   (Ctrl-C stops)
                """);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, signal.Asked);
            await ShutdownSignal.WaitAsync(stop.Token);
        }
        catch (IOException error)
        {
            await io.Error.WriteLineAsync($"sandbox: {error.Message}");
            return ExitCodes.Failed;
        }

        return ExitCodes.Done;
    }
}

using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using RelayPlane.Config;
using RelayPlane.Hosting;
using RelayPlane.Ledger;
using RelayPlane.Sandbox;
using RelayPlane.Sandbox.Control;
using RelayPlane.Sandbox.Limits;

namespace RelayPlane.Benchmarks.Pacing;

/// <summary>What a run needs: the provider's sandbox, the fallback's where there is one, and a gateway in front of them with a home of its own, all on one clock.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly SandboxServer _primary;
    private readonly SandboxServer? _fallback;
    private readonly GatewayHost _gateway;
    private readonly Home _home;

    private Stage(SandboxServer primary, SandboxServer? fallback, GatewayHost gateway, Home home) =>
        (_primary, _fallback, _gateway, _home) = (primary, fallback, gateway, home);

    public Uri Gateway => new(_gateway.Address.GetLeftPart(UriPartial.Authority));

    public string DatabasePath => _home.DatabasePath;

    public SqliteLedger Ledger => _gateway.Ledger;

    /// <summary>What reached the provider, in order.</summary>
    public IReadOnlyList<SeenAttempt> Primary => _primary.Attempts;

    /// <summary>What reached the fallback, in order.</summary>
    public IReadOnlyList<SeenAttempt> Fallback => _fallback?.Attempts ?? [];

    public static async Task<Stage> SetAsync(Scenario scenario, int seed, TimeProvider clock)
    {
        var primary = await SandboxServer.StartAsync(Options(scenario, scenario.Limits, scenario.Weather, seed * 31), clock, CancellationToken.None);
        var fallback = scenario.Fallback is { } limits
            ? await SandboxServer.StartAsync(Options(scenario, limits, new Weather { BaseErrors = 0.003 }, seed * 77), clock, CancellationToken.None)
            : null;
        var folder = Directory.CreateTempSubdirectory("relayplane-pacing-").FullName;
        var home = new Home(folder, Path.Combine(folder, "config.json"));
        await File.WriteAllTextAsync(home.ConfigPath, ConfigFor(scenario, primary, fallback));
        var load = ConfigFile.Load(home.ConfigPath);
        if (load.Problems.Count > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, load.Problems));
        }

        var start = new StartOptions(home, [new IPEndPoint(IPAddress.Loopback, 0)], Key, notice => Console.Error.WriteLine($"  gateway: {notice}"));
        var gateway = await GatewayHost.StartAsync(start, load.Config, clock, NullLoggerFactory.Instance, () => { }, CancellationToken.None);
        return new Stage(primary, fallback, gateway, home);
    }

    /// <summary>The weather's time counts from here.</summary>
    public void Begin()
    {
        _primary.BeginWeather();
        _fallback?.BeginWeather();
    }

    public async ValueTask DisposeAsync()
    {
        using var cut = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _gateway.StopAsync(cut.Token);
        await _gateway.DisposeAsync();
        await _primary.DisposeAsync();
        if (_fallback is not null)
        {
            await _fallback.DisposeAsync();
        }

        Directory.Delete(_home.Folder, recursive: true);
    }

    private static SandboxOptions Options(Scenario scenario, RateLimits limits, Weather weather, int seed) => new()
    {
        Seed = seed,
        Limits = limits,
        Weather = weather,
        RateHeaders = !scenario.Blind,
        BlockCache = true,
        LiveTiming = true,
        KeepAttempts = true,
        LogCapacity = 0,
    };

    private static string ConfigFor(Scenario scenario, SandboxServer primary, SandboxServer? fallback)
    {
        var provider = scenario.Semantics == Semantics.OpenAI ? "openai" : "anthropic";
        var accounts = string.Join(", ", Enumerable.Range(0, scenario.Keys).Select(key => $$"""{ "label": "k{{key}}", "apiKey": "env:P1K{{key}}" }"""));
        var chain = fallback is null ? "" : $$""", "fallback": ["p2/{{LoadDriver.ModelOf(scenario)}}"]""";
        var second = fallback is null ? "" : $$"""
            ,
                "p2": { "baseUrl": "{{Origin(fallback)}}", "apis": ["anthropic"], "profile": "anthropic", "apiKey": "env:P2K0" }
            """;
        return $$"""
            { "providers": {
                "{{provider}}": { "baseUrl": "{{Origin(primary)}}", "accounts": [{{accounts}}]{{chain}} }{{second}} } }
            """;
    }

    // P1K0 is the first key of the provider: sk-p1k0.
    private static string? Key(string name) => name is ['P', _, 'K', _] ? "sk-" + name.ToLowerInvariant() : null;

    private static string Origin(SandboxServer server) => server.Address.GetLeftPart(UriPartial.Authority);
}

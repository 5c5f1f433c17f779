using System.CommandLine;
using RelayPlane.Config;
using RelayPlane.Hosting;
using RelayPlane.Ledger;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Metering;
using RelayPlane.Replay;
using RelayPlane.Routing.Deciding;

namespace RelayPlane.Cli;

/// <summary>The options that <c>route replay</c> and <c>route tune</c> share: which recorded calls, and which policy.</summary>
internal sealed class RouteRange
{
    private readonly Func<string, string?> _environment;
    private readonly TimeProvider _clock;

    public RouteRange(Func<string, string?> environment, TimeProvider clock)
    {
        (_environment, _clock) = (environment, clock);
        Since = MomentOption.Of("--since", "How far back: 24h, 7d, 4w, or a date", "7d", clock);
        Until = MomentOption.Of("--until", "The end, if not now: as --since", null, clock);
    }

    public Option<string?> Since { get; }

    public Option<string?> Until { get; }

    public Option<string?> PolicyFile { get; } = new("--policy") { Description = "A file with the sections routing, routes, aliases, modelOverrides or crossProviderCascade, in place of the config's; the config in force where not given" };

    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON for a program" };

    public IEnumerable<Option> All => [Since, Until, PolicyFile, Json];

    public (DateTimeOffset From, DateTimeOffset To) Span(ParseResult result)
    {
        var now = _clock.GetUtcNow();
        _ = SinceText.TryParse(result.GetValue(Since)!, now, _clock.LocalTimeZone, out var from);
        return (from, result.GetValue(Until) is { } text && SinceText.TryParse(text, now, _clock.LocalTimeZone, out var to) ? to : now);
    }

    /// <summary>The policy that is meant, or what is wrong with it.</summary>
    public ConfigLoad Load(ParseResult result)
    {
        var path = Home.Find(_environment).ConfigPath;
        if (result.GetValue(PolicyFile) is not { } file)
        {
            return ConfigFile.Load(path);
        }

        try
        {
            return PolicyText.Over(File.Exists(path) ? File.ReadAllText(path) : string.Empty, File.ReadAllText(file));
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new ConfigLoad(GatewayConfig.Default, [$"--policy '{file}' cannot be read: {thrown.Message}"], []);
        }
    }

    /// <summary>What all recorded calls of a time cost, as far as their prices are known.</summary>
    public Money Paid(DateTimeOffset from, DateTimeOffset to) =>
        new(new PastCalls(Home.Find(_environment).DatabasePath).Read(from, to).SelectMany(call => call.Attempts).Sum(attempt => attempt.Cost?.NanoUsd ?? 0));

    /// <summary>A machine over this home's ledger, with the prices and labels that its gateway has.</summary>
    public TimeMachine Machine()
    {
        var home = Home.Find(_environment);
        var learned = RoutingFile.Read(home.RoutingPath, out _) ?? Learned.Nothing;
        return new TimeMachine(new PastCalls(home.DatabasePath), new PolicyFrom(PricesHere.Find(_environment).Book, learned, _environment, _clock));
    }
}

using RelayPlane.Sandbox.Limits;

namespace RelayPlane.Tests.Pacing.Simulation;

/// <summary>A load and the limits that it meets; the reference simulation's own.</summary>
internal sealed record Scenario(string Name, Func<IReadOnlyList<Arrival>> Trace, RateLimits Limits)
{
    public int Keys { get; init; } = 1;

    public Semantics Semantics { get; init; } = Semantics.Anthropic;

    /// <summary>How much of a period of six minutes' arrivals is moved into its first half: 0.9 is nearly all.</summary>
    public double Modulation { get; init; }

    /// <summary>The share of the load that one agent makes; 0 spreads it by Zipf's law.</summary>
    public double Flood { get; init; }

    public double Errors { get; init; } = 0.002;

    /// <summary>Spells with this share of 529s.</summary>
    public IReadOnlyList<(double From, double To, double Share)> Storms { get; init; } = [];

    public (double From, double To)? Outage { get; init; }

    public RateLimits? Fallback { get; init; }

    /// <summary>Whether replies report their limits.</summary>
    public bool Headers { get; init; } = true;

    public static Scenario S1 { get; } = new("S1", Traces.AzureCode, new RateLimits(300, 600e3, 80e3));

    public static Scenario S1t { get; } = new("S1t", Traces.AzureCode, new RateLimits(200, 400e3, 80e3));

    public static Scenario S2 { get; } = new("S2", Traces.Mooncake, new RateLimits(1000, 2e6, 400e3)) { Modulation = 0.9 };

    public static Scenario S3 { get; } = new("S3", Traces.Mooncake, new RateLimits(600, 1.2e6, 200e3))
    {
        Keys = 2, Errors = 0.003, Storms = [(420, 510, .6), (1000, 1090, .6), (2900, 2990, .6)], Outage = (1500, 2100), Fallback = new RateLimits(600, 1e6, 200e3),
    };

    public static Scenario S4 { get; } = new("S4", Traces.AzureCode, new RateLimits(110, 225e3, 80e3)) { Flood = 0.6 };

    public static Scenario S5 { get; } = new("S5", Traces.AzureCode, new RateLimits(300, 900e3, 1e9)) { Semantics = Semantics.OpenAI };

    public Scenario Blind => this with { Name = Name + "-blind", Headers = false };
}

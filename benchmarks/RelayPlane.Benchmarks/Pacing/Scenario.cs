using RelayPlane.Sandbox;
using RelayPlane.Sandbox.Limits;

namespace RelayPlane.Benchmarks.Pacing;

/// <summary>One situation of the reference simulation: a trace, a provider with its limits and troubles, a mix of agents.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Title">What it is, for the table.</param>
/// <param name="Trace">The file of the default trace, in the reference's data.</param>
/// <param name="Keys">How many keys the provider gives, each an organization with limits of its own.</param>
/// <param name="Limits">The limits of each key.</param>
internal sealed record Scenario(string Name, string Title, string Trace, int Keys, RateLimits Limits)
{
    public Semantics Semantics { get; init; } = Semantics.Anthropic;

    public Weather Weather { get; init; } = new() { BaseErrors = 0.002 };

    /// <summary>The limits of the fallback provider, which knows no outage; null for none.</summary>
    public RateLimits? Fallback { get; init; }

    /// <summary>Gathers the arrivals of each six minutes: the first half carries (1 + this) / 2 of them.</summary>
    public double Modulation { get; init; }

    /// <summary>The share of all calls that the first agent sends; 0 for agents by Zipf's law.</summary>
    public double Flood { get; init; }

    /// <summary>Whether the provider leaves the rate-limit headers out.</summary>
    public bool Blind { get; init; }

    /// <summary>The name without <c>-blind</c>.</summary>
    public string Family => Blind ? Name[..^"-blind".Length] : Name;
}

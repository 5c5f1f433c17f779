namespace RelayPlane.Sandbox;

/// <summary>A provider's troubles over time. Seconds count from <see cref="SandboxServer.BeginWeather"/>, or from the sandbox's start.</summary>
internal sealed record Weather
{
    /// <summary>Probability of a 500, after 0.2 s, at any time.</summary>
    public double BaseErrors { get; init; }

    /// <summary>Overload: a 529 (503 for OpenAI and Gemini) after 0.1 s, without <c>retry-after</c>; what is answered takes twice as long to its first token.</summary>
    public IReadOnlyList<Storm> Storms { get; init; } = [];

    /// <summary>Nothing is answered: half the calls get a 503, three of ten lose their connection, one of five hangs.</summary>
    public IReadOnlyList<Spell> Outages { get; init; } = [];
}

/// <summary>A stretch of time, in seconds.</summary>
internal readonly record struct Spell(double From, double Until)
{
    public bool Holds(double now) => From <= now && now < Until;
}

/// <summary>A stretch of overload, and how probable it is that a call meets it.</summary>
internal readonly record struct Storm(Spell When, double Probability);

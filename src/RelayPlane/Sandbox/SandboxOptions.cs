using RelayPlane.Sandbox.Limits;

namespace RelayPlane.Sandbox;

/// <summary>How a sandbox is set up when it starts. The defaults answer at once, without limits, and remember the last requests.</summary>
internal sealed record SandboxOptions
{
    /// <summary>0 takes a free port. The sandbox binds 127.0.0.1 only.</summary>
    public int Port { get; init; }

    /// <summary>The same seed and prompt give the same reply.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether a call needs a key. Any key but <c>bad</c> will do.</summary>
    public bool RequireKey { get; init; } = true;

    /// <summary>Whether a model that no provider has is served all the same; names that start with <c>unknown</c> or <c>no-such</c> never are.</summary>
    public bool AnyModel { get; init; }

    /// <summary>The limits of each key and model; null limits nothing.</summary>
    public RateLimits? Limits { get; init; }

    /// <summary>The limits of single models, over <see cref="Limits"/>.</summary>
    public IReadOnlyDictionary<string, RateLimits> ModelLimits { get; init; } = new Dictionary<string, RateLimits>();

    /// <summary>Whether replies report the limits in their headers; where not, a 429 says <c>retry-after</c> and not which limit it was.</summary>
    public bool RateHeaders { get; init; } = true;

    /// <summary>
    /// Whether marked prompts are cached in blocks of 512 tokens by the provider model, as the reference simulation has it, and usage says so.
    /// Needs <see cref="Limits"/>.
    /// </summary>
    public bool BlockCache { get; init; }

    /// <summary>Storms and outages by the clock.</summary>
    public Weather Weather { get; init; } = new();

    /// <summary>Whether every call to a model is kept with its time and outcome; see <see cref="SandboxServer.Attempts"/>.</summary>
    public bool KeepAttempts { get; init; }

    /// <summary>Whether latency and speed come from the provider model, where the behaviour names none.</summary>
    public bool LiveTiming { get; init; }

    /// <summary>How it behaves until it is told otherwise.</summary>
    public Behaviour Behaviour { get; init; } = new();

    /// <summary>How many requests the log keeps; 0 keeps none and costs nothing.</summary>
    public int LogCapacity { get; init; } = 256;

    /// <summary>Whether the log keeps request bodies as text.</summary>
    public bool LogBodies { get; init; }
}

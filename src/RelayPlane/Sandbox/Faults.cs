using RelayPlane.Catalog;

namespace RelayPlane.Sandbox;

/// <summary>Decides by chance and script whether a call meets trouble before it is read. Seeded: the same calls in the same order meet the same.</summary>
internal sealed class Faults(int seed)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);

    public Trouble? Of(Behaviour behaviour, Api api)
    {
        var overloaded = api == Api.Anthropic ? 529 : 503;
        return behaviour.Outage == "503" ? new Trouble(503, "Service unavailable")
            : behaviour.Status is { } status ? new Trouble(status, Message(status), behaviour.Code, RetryAfter: behaviour.RetryAfter)
            : Happens(behaviour.Errors) ? new Trouble(500, "Internal server error")
            : Happens(behaviour.Storm) ? new Trouble(overloaded, Message(overloaded), RetryAfter: behaviour.RetryAfter)
            : null;
    }

    private static string Message(int status) => status switch
    {
        429 => "This request would exceed your rate limit.",
        503 => "The server is overloaded",
        529 => "Overloaded",
        _ => $"The sandbox was told to answer {status}.",
    };

    private bool Happens(double probability)
    {
        if (probability <= 0)
        {
            return false;
        }

        lock (_lock)
        {
            return _random.NextDouble() < probability;
        }
    }
}

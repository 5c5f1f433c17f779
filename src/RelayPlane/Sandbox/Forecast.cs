using RelayPlane.Catalog;

namespace RelayPlane.Sandbox;

/// <summary>Decides what a call meets in the weather of the moment. Seeded: the same calls at the same times meet the same.</summary>
internal sealed class Forecast(Weather weather, int seed, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);
    private long _start = clock.GetTimestamp();

    public bool IsStormy => StormNow > 0;

    private double StormNow => weather.Storms.FirstOrDefault(storm => storm.When.Holds(Now)).Probability;

    private double Now => clock.GetElapsedTime(Volatile.Read(ref _start)).TotalSeconds;

    /// <summary>Time counts from here.</summary>
    public void Begin() => Volatile.Write(ref _start, clock.GetTimestamp());

    /// <summary>Null where the call is spared.</summary>
    public Mishap? Next(Api api)
    {
        if (weather.Outages.Any(outage => outage.Holds(Now)))
        {
            return Draw() switch
            {
                < 0.5 => new Mishap(503, 0.03),
                < 0.8 => new Mishap(Mishap.Dropped, 0.01),
                _ => new Mishap(Mishap.Hung, 0),
            };
        }

        if (Happens(weather.BaseErrors))
        {
            return new Mishap(500, 0.2);
        }

        return Happens(StormNow) ? new Mishap(api == Api.Anthropic ? 529 : 503, 0.1) : null;
    }

    private bool Happens(double probability) => probability > 0 && Draw() < probability;

    private double Draw()
    {
        lock (_lock)
        {
            return _random.NextDouble();
        }
    }
}

/// <summary>What befalls a call in place of an answer.</summary>
/// <param name="Status">An HTTP status, <see cref="Dropped"/> or <see cref="Hung"/>.</param>
/// <param name="Seconds">After how long.</param>
internal readonly record struct Mishap(int Status, double Seconds)
{
    /// <summary>The connection is closed without a reply.</summary>
    public const int Dropped = 0;

    /// <summary>Nothing ever comes.</summary>
    public const int Hung = -1;
}

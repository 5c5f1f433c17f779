namespace RelayPlane.Sandbox.Limits;

/// <summary>A token bucket that refills without steps. <see cref="Drain"/> is what open streams take from it per second.</summary>
/// <param name="perMinute">The limit, in requests or tokens per minute.</param>
/// <param name="burstSeconds">How many seconds of that rate it holds when full.</param>
internal sealed class Bucket(double perMinute, double burstSeconds = 60)
{
    private double _at;

    /// <summary>Refill per second.</summary>
    public double Rate { get; } = perMinute / 60.0;

    public double Capacity { get; } = Math.Max(1.0, perMinute / 60.0 * burstSeconds);

    public double Level { get; set; } = Math.Max(1.0, perMinute / 60.0 * burstSeconds);

    public double Drain { get; set; }

    /// <summary>Seconds until it is full again; providers report this as the reset.</summary>
    public double SecondsToFull => Math.Max(0, (Capacity - Level) / Rate);

    /// <summary>Brings the level up to <paramref name="now"/>, in seconds, and returns it.</summary>
    public double Sync(double now)
    {
        Level = Math.Min(Capacity, Level + (Rate - Drain) * (now - _at));
        _at = now;
        return Level;
    }

    /// <summary>Gives back what an estimate took too much, or takes what it took too little.</summary>
    public void Settle(double now, double difference)
    {
        Sync(now);
        Level = Math.Min(Capacity, Level + difference);
    }
}

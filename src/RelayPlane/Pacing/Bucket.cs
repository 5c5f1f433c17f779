namespace RelayPlane.Pacing;

/// <summary>A token bucket that fills continuously. Its level may go below zero: then what was let through turned out larger than thought. Times are seconds of one monotonic clock.</summary>
internal sealed class Bucket(double capacity, double rate, double level, double now)
{
    private double _at = now;

    /// <summary>The most it holds.</summary>
    public double Capacity { get; set; } = capacity;

    /// <summary>What flows in, per second.</summary>
    public double Rate { get; set; } = rate;

    public double Level { get; private set; } = level;

    /// <summary>Brings the level up to date and returns it.</summary>
    public double Sync(double now)
    {
        Level = Math.Min(Capacity, Level + (Rate * (now - _at)));
        _at = now;
        return Level;
    }

    /// <summary>Takes an amount, or with a negative one gives it back.</summary>
    public void Take(double amount, double now)
    {
        Sync(now);
        Level = Math.Min(Capacity, Level - amount);
    }

    /// <summary>What is left is known to be this.</summary>
    public void Set(double level, double now)
    {
        _at = now;
        Level = Math.Min(Capacity, level);
    }

    /// <summary>What is left is known to be no more than this.</summary>
    public void Lower(double level, double now)
    {
        Sync(now);
        Level = Math.Min(Level, level);
    }

    /// <summary>Seconds until so much is there; 0 for now.</summary>
    public double Wait(double need, double now)
    {
        var wait = (need - Sync(now)) / Rate;
        return wait > 1e-9 ? wait : 0;
    }
}

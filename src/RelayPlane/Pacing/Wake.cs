namespace RelayPlane.Pacing;

/// <summary>One timer of a pool: rings at the earliest moment that was asked for. Guarded by the pacer's lock.</summary>
internal sealed class Wake : IDisposable
{
    /// <summary>Timers have milliseconds.</summary>
    private const double Least = 0.002;
    private readonly ITimer _timer;
    private double _at = double.PositiveInfinity;

    public Wake(TimeProvider clock, Action ring) => _timer = clock.CreateTimer(_ => ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Rings after so many seconds, or earlier where that was asked for already.</summary>
    public void In(double seconds, double now)
    {
        var at = now + Math.Max(Least, seconds);
        if (_at <= now || at < _at - 1e-4)
        {
            _at = at;
            _timer.Change(TimeSpan.FromSeconds(at - now), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>It rang.</summary>
    public void Rang() => _at = double.PositiveInfinity;

    public void Dispose() => _timer.Dispose();
}

using System.Diagnostics;

namespace RelayPlane.Benchmarks.Pacing;

/// <summary>
/// A clock that runs faster than the machine's: timestamps, wall clock and timers alike. Timers fire at the next whole millisecond of the
/// machine, never early: a timer that fired early would be set again and again.
/// </summary>
internal sealed class ScaledTimeProvider(double scale) : TimeProvider
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly DateTimeOffset _wall = System.GetUtcNow();

    public double Scale => scale;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long GetTimestamp() => (long)(Stopwatch.GetElapsedTime(_started).Ticks * scale);

    public override DateTimeOffset GetUtcNow() => _wall.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(System.CreateTimer(callback, state, Real(dueTime), Real(period)), this);

    private TimeSpan Real(TimeSpan time) =>
        time <= TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(time.TotalMilliseconds / scale), uint.MaxValue - 1));

    /// <summary>A timer of the machine, set in scaled time.</summary>
    private sealed class ScaledTimer(ITimer timer, ScaledTimeProvider clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Real(dueTime), clock.Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}

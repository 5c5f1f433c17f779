namespace RelayPlane.FunctionalTests.Chaos;

/// <summary>A clock on which time passes faster than outside, timers included, so that a wait of minutes is one of seconds; its wall clock can be put forward and back.</summary>
internal sealed class QuickClock(double factor) : TimeProvider
{
    private readonly long _started = System.GetTimestamp();
    private readonly DateTimeOffset _at = System.GetUtcNow();
    private long _jumped;

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => _started + (long)((System.GetTimestamp() - _started) * factor);

    public override DateTimeOffset GetUtcNow() => _at + GetElapsedTime(_started, GetTimestamp()) + TimeSpan.FromTicks(Interlocked.Read(ref _jumped));

    /// <summary>Puts the wall clock forward, or back. The monotonic one does not notice.</summary>
    public void Jump(TimeSpan by) => Interlocked.Add(ref _jumped, by.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new QuickTimer(System.CreateTimer(callback, state, Real(dueTime), Real(period)), Real);

    private TimeSpan Real(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / factor;

    private sealed class QuickTimer(ITimer timer, Func<TimeSpan, TimeSpan> real) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(real(dueTime), real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}

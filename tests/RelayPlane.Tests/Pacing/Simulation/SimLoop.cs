namespace RelayPlane.Tests.Pacing.Simulation;

/// <summary>A clock and an event loop in one: everything happens on one thread, in the order of simulated time, as fast as it can be computed.</summary>
internal sealed class SimLoop : SynchronizationContext
{
    private readonly PriorityQueue<Action, (double At, long Turn)> _events = new();
    private long _turn;

    public SimLoop() => Clock = new SimClock(this);

    /// <summary>Seconds since the start.</summary>
    public double Now { get; private set; }

    public TimeProvider Clock { get; }

    public void At(double time, Action action) => _events.Enqueue(action, (Math.Max(time, Now), _turn++));

    public override void Post(SendOrPostCallback d, object? state) => At(Now, () => d(state));

    public void Run(double until)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            while (_events.TryPeek(out _, out var next) && next.At <= until)
            {
                var action = _events.Dequeue();
                Now = next.At;
                action();
            }
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>The loop's time as the product sees it.</summary>
    private sealed class SimClock(SimLoop loop) : TimeProvider
    {
        private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => s_start.AddSeconds(loop.Now);

        public override long GetTimestamp() => (long)(loop.Now * TimeSpan.TicksPerSecond);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new SimTimer(loop, () => callback(state));
            timer.Change(dueTime, period);
            return timer;
        }
    }

    /// <summary>Rings once; a change or its end makes an earlier setting void.</summary>
    private sealed class SimTimer(SimLoop loop, Action ring) : ITimer
    {
        private int _setting;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var setting = ++_setting;
            if (dueTime >= TimeSpan.Zero)
            {
                loop.At(loop.Now + dueTime.TotalSeconds, () =>
                {
                    if (setting == _setting)
                    {
                        ring();
                    }
                });
            }

            return true;
        }

        public void Dispose() => _setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

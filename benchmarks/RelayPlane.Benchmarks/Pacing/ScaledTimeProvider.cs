using System.Diagnostics;

namespace RelayPlane.Benchmarks.Pacing;

/// <summary>
/// A clock that runs faster than the machine's: timestamps, wall clock and timers alike. It has a thread for its timers, since the runtime's go by
/// a clock of four milliseconds on Linux, which at this speed is a long time. Timers fire within about a millisecond of the machine, never early:
/// one that fired early would be set again and again.
/// </summary>
internal sealed class ScaledTimeProvider : TimeProvider, IDisposable
{
    private readonly double _scale;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly DateTimeOffset _wall = System.GetUtcNow();
    private readonly object _lock = new();
    private readonly PriorityQueue<(ScaledTimer Timer, long Setting), long> _due = new();
    private bool _isOver;

    public ScaledTimeProvider(double scale)
    {
        _scale = scale;
        new Thread(Run) { IsBackground = true, Name = "scaled timers" }.Start();
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long GetTimestamp() => (long)(Stopwatch.GetElapsedTime(_started).Ticks * _scale);

    public override DateTimeOffset GetUtcNow() => _wall.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ScaledTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            Monitor.Pulse(_lock);
        }
    }

    private void Run()
    {
        lock (_lock)
        {
            while (!_isOver)
            {
                if (!_due.TryPeek(out var next, out var due))
                {
                    Monitor.Wait(_lock);
                    continue;
                }

                var early = due - GetTimestamp();
                if (early > 0 && next.Timer.IsSet(next.Setting))
                {
                    Monitor.Wait(_lock, (int)Math.Ceiling(Math.Min(early / _scale / TimeSpan.TicksPerMillisecond, 1000)));
                    continue;
                }

                _due.Dequeue();
                next.Timer.Fire(next.Setting, due);
            }
        }
    }

    // Under the lock.
    private void Enqueue(ScaledTimer timer, long setting, long due)
    {
        _due.Enqueue((timer, setting), due);
        if (_due.Peek() == (timer, setting))
        {
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>A timer; what it calls runs on the thread pool. A change makes what was set before stale.</summary>
    private sealed class ScaledTimer(ScaledTimeProvider clock, TimerCallback callback, object? state) : ITimer, IThreadPoolWorkItem
    {
        // One reference, so that a timer that fires while it is disposed of has both or neither.
        private Action? _call = () => callback(state);
        private long _setting;
        private TimeSpan _period;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                _period = period;
                _setting++;
                if (_call is not null && dueTime >= TimeSpan.Zero)
                {
                    clock.Enqueue(this, _setting, clock.GetTimestamp() + dueTime.Ticks);
                }

                return _call is not null;
            }
        }

        /// <summary>Whether this is how it is set now. Under the lock.</summary>
        public bool IsSet(long setting) => _setting == setting;

        /// <summary>Under the lock.</summary>
        public void Fire(long setting, long due)
        {
            if (_setting != setting)
            {
                return;
            }

            if (_period > TimeSpan.Zero)
            {
                clock.Enqueue(this, setting, Math.Max(clock.GetTimestamp(), due + _period.Ticks));
            }

            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        public void Execute() => Volatile.Read(ref _call)?.Invoke();

        public void Dispose()
        {
            lock (clock._lock)
            {
                _setting++;
                _call = null;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

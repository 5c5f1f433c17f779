using Microsoft.Data.Sqlite;

namespace RelayPlane.Dashboard.Live;

/// <summary>Tells all pages that listen what has changed. It looks once for all of them, and only while there are any.</summary>
internal sealed class LiveFeed(LiveSources sources, TimeProvider clock)
{
    public const int MostListeners = 32;
    private const int LooksPerSecond = 4;
    private const int LooksPerKeepAlive = 15 * LooksPerSecond;
    private readonly Lock _lock = new();
    private readonly List<LiveListener> _joining = [];
    private readonly List<LiveListener> _listeners = [];
    private bool _runs;
    private bool _ended;

    /// <summary>Whether anybody is told.</summary>
    public bool Runs
    {
        get
        {
            lock (_lock)
            {
                return _runs;
            }
        }
    }

    /// <param name="after">The id of the last event that was heard; null for none.</param>
    /// <returns>Null where there are too many, or the gateway ends.</returns>
    public LiveListener? Listen(long? after)
    {
        lock (_lock)
        {
            if (_ended || _joining.Count + _listeners.Count >= MostListeners)
            {
                return null;
            }

            var listener = new LiveListener(after, clock);
            _joining.Add(listener);
            if (!_runs)
            {
                _runs = true;
                _ = Task.Run(RunAsync);
            }

            return listener;
        }
    }

    public void Leave(LiveListener listener)
    {
        lock (_lock)
        {
            _ = _joining.Remove(listener) || _listeners.Remove(listener);
            listener.Dispose();
        }
    }

    /// <summary>Takes no more listeners and lets those that are there go: an open stream must not hold up the gateway's end.</summary>
    public void End()
    {
        lock (_lock)
        {
            _ended = true;
            Dismiss();
        }
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1) / LooksPerSecond, clock);
        try
        {
            LiveReading? reading = null;
            for (long look = 0; ; look++)
            {
                try
                {
                    reading ??= new LiveReading(sources);
                    Tell(reading, look);
                }
                catch (Exception thrown) when (thrown is SqliteException or IOException or UnauthorizedAccessException)
                {
                    // The ledger is busy, or is being replaced: what is missed now comes with the next look.
                }

                if (IsOver())
                {
                    return;
                }

                await timer.WaitForNextTickAsync();
            }
        }
        finally
        {
            // Where something else broke, the pages come again.
            lock (_lock)
            {
                if (_runs)
                {
                    _runs = false;
                    Dismiss();
                }
            }
        }
    }

    private void Tell(LiveReading reading, long look)
    {
        var frames = reading.Next(states: look % LooksPerSecond == 0);
        LiveListener[] joined;
        lock (_lock)
        {
            _listeners.RemoveAll(listener => !listener.Offer(look % LooksPerKeepAlive == LooksPerKeepAlive - 1 ? [.. frames, EventFrame.KeepAlive] : frames));
            joined = [.. _joining];
        }

        foreach (var listener in joined)
        {
            var welcome = reading.Welcome(listener.After);
            lock (_lock)
            {
                // Whoever has left meanwhile is none of them.
                if (_joining.Remove(listener) && listener.Offer(welcome))
                {
                    _listeners.Add(listener);
                }
            }
        }
    }

    private bool IsOver()
    {
        lock (_lock)
        {
            var over = _joining.Count + _listeners.Count == 0;
            _runs = !over;
            return over;
        }
    }

    private void Dismiss()
    {
        foreach (var listener in _joining.Concat(_listeners))
        {
            listener.End();
        }

        _joining.Clear();
        _listeners.Clear();
    }
}

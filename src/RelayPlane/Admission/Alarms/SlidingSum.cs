namespace RelayPlane.Admission.Alarms;

/// <summary>A sum over the last window, and the sums of the windows before it in which there was anything. Time is told by whoever adds; it keeps nothing but numbers.</summary>
internal sealed class SlidingSum
{
    /// <summary>A window slides in steps of a thirtieth: ten seconds of five minutes.</summary>
    private const int Slots = 30;

    /// <summary>An hour of activity, for windows of five minutes.</summary>
    private const int Remembered = 12;

    private readonly long _slotTicks;
    private readonly long[] _slots = new long[Slots];
    private Queue<(long End, long Sum)>? _past;
    private long _slot;
    private long _running;

    public SlidingSum(TimeSpan window) => _slotTicks = Math.Max(1, window.Ticks / Slots);

    /// <summary>Adds an amount and returns the sum of the window that ends now. A moment before the last one counts as the last.</summary>
    public long Add(DateTimeOffset at, long amount)
    {
        Advance(at.UtcTicks / _slotTicks);
        _slots[_slot % Slots] += amount;
        _running += amount;
        return _slots.Sum();
    }

    /// <summary>The largest of the windows that ended before the one that ends now began, and how many there are. Windows that overlap it are left out, or a spike would hide itself.</summary>
    public (long Largest, int Windows) Before()
    {
        var (largest, windows) = (0L, 0);
        foreach (var (end, sum) in _past ?? [])
        {
            if (end <= _slot - Slots + 1)
            {
                (largest, windows) = (Math.Max(largest, sum), windows + 1);
            }
        }

        return (largest, windows);
    }

    private void Advance(long slot)
    {
        if (slot <= _slot)
        {
            return;
        }

        var window = _slot / Slots;
        if (slot / Slots != window)
        {
            if (_running > 0)
            {
                _past ??= new Queue<(long, long)>();
                _past.Enqueue(((window + 1) * Slots, _running));
                if (_past.Count > Remembered)
                {
                    _past.Dequeue();
                }
            }

            _running = 0;
        }

        for (var passed = Math.Max(_slot + 1, slot - Slots + 1); passed <= slot; passed++)
        {
            _slots[passed % Slots] = 0;
        }

        _slot = slot;
    }
}

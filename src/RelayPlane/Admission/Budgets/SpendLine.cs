namespace RelayPlane.Admission.Budgets;

/// <summary>
/// What one agent, session, client, model, or everybody spent over time, and what is set aside for their calls in flight. Spending is kept as
/// running sums by the minute, so that any window is one search and a subtraction. Not safe for threads: the book's lock guards it.
/// </summary>
internal sealed class SpendLine
{
    /// <summary>The longest window is a month; what is older counts only in sums without a window.</summary>
    private const long KeptMs = 32L * 24 * 3600 * 1000;
    private const int TrimAt = 4096;

    private readonly List<(long From, Spend Until)> _minutes = [];
    private Spend _trimmed;

    public Spend Reserved { get; private set; }

    /// <summary>All that was ever counted here.</summary>
    public Spend Ever => _minutes.Count > 0 ? _minutes[^1].Until : _trimmed;

    /// <summary>In Unix milliseconds.</summary>
    public long LastUsed { get; private set; }

    public void Reserve(Spend amount) => Reserved += amount;

    /// <param name="from">When the minute began, or the part of one since a reset; in Unix milliseconds. Seldom before that of an earlier amount.</param>
    /// <param name="amount">What was spent.</param>
    public void Add(long from, Spend amount)
    {
        LastUsed = Math.Max(LastUsed, from);
        var at = FirstFrom(from);
        if (at == _minutes.Count || _minutes[at].From != from)
        {
            _minutes.Insert(at, (from, Before(at)));
        }

        for (; at < _minutes.Count; at++)
        {
            _minutes[at] = (_minutes[at].From, _minutes[at].Until + amount);
        }

        if (_minutes.Count >= TrimAt && _minutes[_minutes.Count / 2].From < LastUsed - KeptMs)
        {
            _trimmed = _minutes[(_minutes.Count / 2) - 1].Until;
            _minutes.RemoveRange(0, _minutes.Count / 2);
        }
    }

    /// <summary>What was spent from then on.</summary>
    public Spend Since(long from) => Ever - Before(FirstFrom(from));

    /// <summary>When the first of what was spent from then on was; null for nothing.</summary>
    public long? FirstSince(long from) => FirstFrom(from) is var at && at < _minutes.Count ? _minutes[at].From : null;

    private Spend Before(int index) => index > 0 ? _minutes[index - 1].Until : _trimmed;

    /// <summary>The first minute that began then or later.</summary>
    private int FirstFrom(long from)
    {
        var (low, high) = (0, _minutes.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_minutes[middle].From < from)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}

using RelayPlane.Ledger;
using RelayPlane.Metering;

namespace RelayPlane.Admission.Budgets;

/// <summary>What is set aside of the budgets for one call until it has ended. The book's lock guards what changes in it.</summary>
internal sealed class Hold
{
    private readonly BudgetBook? _book;
    private readonly List<int> _counted = [];
    private bool _closed;

    /// <param name="book">Where it is set aside; null for a call that no budget could count.</param>
    /// <param name="ask">What was asked for.</param>
    /// <param name="at">When it was set aside, which is when its cost counts as spent.</param>
    public Hold(BudgetBook? book, BudgetAsk ask, DateTimeOffset at) => (_book, Ask, At) = (book, ask, at);

    /// <summary>Of a call that no budget counts.</summary>
    public static Hold None { get; } = new(null, new BudgetAsk([], [], default, false, BudgetTerms.Off), default);

    public BudgetAsk Ask { get; }

    public DateTimeOffset At { get; }

    /// <summary>What its attempts have cost so far.</summary>
    public Spend Paid { get; private set; }

    /// <summary>Whether another attempt still fits after one that failed and cost something.</summary>
    public bool MayGoOn(AttemptEntry paid) => _book?.MayGoOn(this, paid) ?? true;

    /// <summary>Gives back what was set aside and counts what was spent; safe to call more than once.</summary>
    public void Settle(CallEntry ended) => _book?.Settle(this, ended);

    /// <returns>False where it was closed before.</returns>
    public bool Close() => !_closed && (_closed = true);

    /// <returns>False for an attempt that was counted before.</returns>
    public bool Count(AttemptEntry attempt, out Spend amount)
    {
        amount = default;
        if (_counted.Contains(attempt.Number))
        {
            return false;
        }

        _counted.Add(attempt.Number);

        // Content at a price that is not known for sure counts as the most that it can have cost; one without any list price as nothing.
        var unsure = attempt.Quote is { Status: PriceStatus.Unpriced };
        amount = new Spend(
            attempt.Quote?.Cost?.NanoUsd ?? (unsure ? Ask.Worst.NanoUsd : 0),
            attempt.Usage is { } usage ? usage.TotalInput + usage.Output : unsure ? Ask.Worst.Tokens : 0);
        Paid += amount;
        return true;
    }
}

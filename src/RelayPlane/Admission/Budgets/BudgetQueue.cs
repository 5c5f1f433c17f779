namespace RelayPlane.Admission.Budgets;

/// <summary>The calls that wait until others have settled, first come first served for each budget. Not safe for threads: the book's lock guards it.</summary>
internal sealed class BudgetQueue
{
    private readonly LinkedList<BudgetWaiter> _waiters = [];

    public int Count => _waiters.Count;

    public BudgetWaiter Enter(BudgetAsk ask)
    {
        var waiter = new BudgetWaiter(ask);
        _waiters.AddLast(waiter.Place);
        return waiter;
    }

    public void Leave(BudgetWaiter waiter)
    {
        if (waiter.Place.List is not null)
        {
            _waiters.Remove(waiter.Place);
        }
    }

    /// <summary>Whether somebody waits for a budget that would count this call too: who comes later does not overtake.</summary>
    public bool IsBefore(BudgetAsk ask)
    {
        foreach (var waiter in _waiters)
        {
            if (Lines(waiter.Ask).Any(line => Lines(ask).Contains(line)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Looks at all in turn: who fits now goes on, and who can never fit is told so.</summary>
    /// <param name="grant">Sets aside what was asked for, where it fits.</param>
    public void Serve(Func<BudgetAsk, Granting> grant)
    {
        HashSet<LineKey> taken = [];
        for (var place = _waiters.First; place is not null;)
        {
            var (waiter, next) = (place.Value, place.Next);
            var granting = Lines(waiter.Ask).Any(taken.Contains) ? null : grant(waiter.Ask);
            if (granting is not null && (granting.Hold is not null || granting.IsHopeless))
            {
                _waiters.Remove(place);
                waiter.Turn.SetResult(granting);
            }
            else
            {
                taken.UnionWith(Lines(waiter.Ask));
            }

            place = next;
        }
    }

    /// <summary>The lines on which a call may have to wait.</summary>
    private static IEnumerable<LineKey> Lines(BudgetAsk ask) =>
        ask.Rules.Where(rule => rule.Rule.Holds && rule.Rule.Period != BudgetPeriod.Call).Select(rule => rule.Line);
}

/// <summary>A call that waits.</summary>
internal sealed class BudgetWaiter
{
    public BudgetWaiter(BudgetAsk ask)
    {
        Ask = ask;
        Place = new LinkedListNode<BudgetWaiter>(this);
    }

    public BudgetAsk Ask { get; }

    public LinkedListNode<BudgetWaiter> Place { get; }

    /// <summary>Never ends within the lock of whoever ends it.</summary>
    public TaskCompletionSource<Granting> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

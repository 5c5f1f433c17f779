namespace RelayPlane.Admission.Budgets;

/// <summary>The calls that wait until others have settled; those that came first are served first. Not safe for threads: the book's lock guards it.</summary>
internal sealed class BudgetQueue
{
    /// <summary>So many that do not fit are looked at, and those behind them when these have gone: what is done under the lock has a bound.</summary>
    private const int MostMisfits = 64;

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

    /// <summary>Looks at all in turn: who fits now goes on, and who can never fit is told so. Who does not fit holds nobody up.</summary>
    /// <param name="grant">Sets aside what was asked for, where it fits.</param>
    public void Serve(Func<BudgetAsk, Granting> grant)
    {
        var misfits = 0;
        for (var place = _waiters.First; place is not null && misfits < MostMisfits;)
        {
            var (waiter, next) = (place.Value, place.Next);
            var granting = grant(waiter.Ask);
            if (granting.Hold is not null || granting.IsHopeless)
            {
                _waiters.Remove(place);
                waiter.Turn.SetResult(granting);
            }
            else
            {
                misfits++;
            }

            place = next;
        }
    }
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

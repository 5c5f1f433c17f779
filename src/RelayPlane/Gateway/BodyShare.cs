namespace RelayPlane.Gateway;

/// <summary>What one call's body has taken of the budget; given back when the call has ended.</summary>
internal sealed class BodyShare(BodyBudget budget) : IDisposable
{
    private long _bytes;

    /// <summary>Sees to it that the body may have so many bytes in all.</summary>
    /// <returns>False where that is too much just now.</returns>
    public bool TryReach(long bytes)
    {
        if (bytes <= _bytes)
        {
            return true;
        }

        if (!budget.TryTake(bytes - _bytes))
        {
            return false;
        }

        _bytes = bytes;
        return true;
    }

    public void Dispose()
    {
        budget.GiveBack(_bytes);
        _bytes = 0;
    }
}

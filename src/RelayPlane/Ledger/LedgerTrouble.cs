namespace RelayPlane.Ledger;

/// <summary>Tells the operator when the database has failed for a while, and when it is well again; once each.</summary>
/// <param name="what">Which database.</param>
/// <param name="meanwhile">What becomes of what is not written.</param>
internal sealed class LedgerTrouble(
    Action<string> notice, string what = "The ledger's database", string meanwhile = "Calls go on; what they cost is held back, and written when it can be.")
{
    /// <summary>Failures in a row: a lock that is held for a moment is nothing to tell of.</summary>
    private const int Patience = 4;

    private int _failures;
    private volatile string? _last;

    /// <summary>What went wrong last; null while all is written. Asked by any thread.</summary>
    public string? Last => _last;

    public void Failed(string why)
    {
        _last = why;
        if (++_failures == Patience)
        {
            notice($"{what} cannot be written ({why}). {meanwhile}");
        }
    }

    /// <summary>The file is damaged: it is kept under another name, so that a new one can be made.</summary>
    public void SetAside(string path, Exception damage, DateTimeOffset at)
    {
        try
        {
            string aside = LedgerFile.SetAside(path, "damaged", at, "yyyyMMdd-HHmmss");
            notice($"{what} was damaged ({damage.Message}). It is kept as {aside}; a new one was started.");
        }
        catch (Exception moving) when (moving is IOException or UnauthorizedAccessException)
        {
            Failed(moving.Message);
        }
    }

    public void Passed()
    {
        if (_failures >= Patience)
        {
            notice($"{what} can be written again, and has what was held back.");
        }

        (_failures, _last) = (0, null);
    }
}

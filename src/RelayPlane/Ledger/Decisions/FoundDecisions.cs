using SQLitePCL;

namespace RelayPlane.Ledger.Decisions;

/// <summary>The decisions of single calls, by the number of their row.</summary>
internal sealed class FoundDecisions(sqlite3 database) : IDisposable
{
    private readonly DecisionColumns _columns = new(database);
    private readonly Statement _find = new(database, $"SELECT {DecisionColumns.Of} FROM decisions d WHERE d.call = ?");

    /// <summary>Null where the call has none.</summary>
    public DecisionEntry? Of(long call)
    {
        if (!_find.Bind(call).Next())
        {
            return null;
        }

        var decision = _columns.Read(_find, 0);
        _find.Reset();
        return decision;
    }

    public void Dispose()
    {
        _columns.Dispose();
        _find.Dispose();
    }
}

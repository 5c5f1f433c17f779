using RelayPlane.Ledger;

namespace RelayPlane.Benchmarks.Pacing;

/// <summary>What the gateway wrote down of a run.</summary>
internal readonly record struct LedgerCount(long Calls, long Attempts, long RateLimited)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Reads it once so many calls are written, or when nothing more comes.</summary>
    public static async Task<LedgerCount> ReadAsync(SqliteLedger ledger, string path, int calls)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (ledger.Health.Written < calls && !patience.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        using var connection = LedgerFile.OpenForReading(path);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*), (SELECT COUNT(*) FROM attempts), COALESCE(SUM(status = 429), 0) FROM calls";
        using var row = command.ExecuteReader();
        row.Read();
        return new LedgerCount(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
    }
}

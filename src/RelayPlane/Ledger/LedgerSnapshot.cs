using Microsoft.Data.Sqlite;
using RelayPlane.Ledger.Deliveries;

namespace RelayPlane.Ledger;

/// <summary>Answers several questions from the database as it was at the first of them, so that figures that stand side by side agree while calls are written.</summary>
internal sealed class LedgerSnapshot : IDisposable
{
    private readonly SqliteConnection? _connection;
    private readonly SqliteTransaction? _transaction;

    /// <param name="path">The database; all is nothing where there is none yet.</param>
    public LedgerSnapshot(string path)
    {
        _connection = LedgerFile.TryOpenCurrent(path);
        _transaction = _connection?.BeginTransaction(deferred: true);
    }

    /// <summary>From when to when it knows anything.</summary>
    public LedgerBounds Bounds() => _connection is null ? default : LedgerBounds.Read(_connection.Handle!);

    /// <summary>All calls of a time together, read from as few rows as there can be.</summary>
    public Stats Total(DateTimeOffset since, DateTimeOffset? until)
    {
        StatsQuery query = new(since, StatsGroup.Day) { Until = until };
        StatsSums sums = new();
        if (_connection is not null)
        {
            StatsReading.Read(_connection.Handle!, query, sums, static (fromMs, toMs) => [new("", fromMs, toMs)]);
        }

        return sums.ToStats(query);
    }

    /// <summary>How all calls of a time were delivered, without histograms.</summary>
    public DeliveryTally Delivered(DateTimeOffset since, DateTimeOffset? until)
    {
        DeliveryTally sum = new();
        if (_connection is not null)
        {
            using DeliveryRows rows = new(_connection.Handle!, DeliveryFigures.Sums);
            DeliveryStretches.Of(_connection.Handle!, DeliverySplit.Route)?.Read(rows, since.ToUnixTimeMilliseconds(), until?.ToUnixTimeMilliseconds() ?? long.MaxValue, _ => sum);
        }

        return sum;
    }

    public void Dispose()
    {
        _transaction?.Dispose();
        _connection?.Dispose();
    }
}

using Microsoft.Data.Sqlite;
using RelayPlane.Config;
using RelayPlane.Ledger;

namespace RelayPlane.Dashboard.Settings;

/// <summary>Looks at what is stored, without reading all of it.</summary>
/// <param name="keeping">What the config in force says.</param>
/// <param name="content">Whether what is sent and answered is stored, and how much of it there is.</param>
internal sealed class Storage(Home home, Func<Keeping> keeping, Func<(bool Stores, long Bytes)> content)
{
    private static readonly string[] s_patterns = ["data.db", "data.db-wal", "data.db-shm", "journal-*.log"];

    public StorageAnswer Answer()
    {
        var (first, last, firstMs, deletedMs) = Look();
        var (stores, bytes) = content();
        var kept = keeping();
        return new StorageAnswer(
            home.Folder, Size(), first is { } from && last is { } to ? to - from + 1 : 0, Moment(firstMs), Moment(deletedMs),
            kept.Age?.TotalDays, kept.Bytes is { } most ? (double)most / (1 << 20) : null, stores, bytes);
    }

    private long Size() => Directory.Exists(home.Folder)
        ? s_patterns.SelectMany(pattern => new DirectoryInfo(home.Folder).EnumerateFiles(pattern)).Sum(file => file.Exists ? file.Length : 0)
        : 0;

    /// <summary>The ends of two indexes: calls are numbered as they are written, and the oldest go first.</summary>
    private (long? First, long? Last, long? FirstMs, long? DeletedMs) Look()
    {
        using var connection = LedgerFile.TryOpenCurrent(home.DatabasePath);
        if (connection is null)
        {
            return default;
        }

        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT MIN(seq) FROM calls), (SELECT MAX(seq) FROM calls), (SELECT MIN(at_ms) FROM calls), (SELECT value FROM facts WHERE name = 'deleted_before_ms')";
        using var row = command.ExecuteReader();
        row.Read();
        return (Number(row, 0), Number(row, 1), Number(row, 2), Number(row, 3));
    }

    private static long? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static DateTimeOffset? Moment(long? ms) => ms is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
}

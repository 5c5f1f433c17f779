using System.Globalization;
using Microsoft.Data.Sqlite;
using RelayPlane.Ledger.Deliveries;
using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>The database file: made private, opened, migrated, and set aside where it is damaged or another product's.</summary>
internal static class LedgerFile
{
    /// <summary>How long SQLite itself waits for a lock. Short: the writer tries again later, without holding a thread.</summary>
    private const int BusyMilliseconds = 100;

    /// <summary>Holds what the largest batch changes, so that no page is written before its transaction ends.</summary>
    private const int CacheKilobytes = 8192;

    private static readonly string[] Companions = ["", "-wal", "-shm"];

    /// <summary>Opens the file, which is made where it is missing, and brings it to the newest schema. Throws what <see cref="SqliteFailure"/> judges.</summary>
    public static SqliteConnection OpenForWriting(string path) => OpenForWriting(path, Migrate);

    /// <param name="migrate">Brings the tables of this kind of file up to date.</param>
    public static SqliteConnection OpenForWriting(string path, Action<SqliteConnection> migrate)
    {
        MakePrivate(path);
        SqliteConnection connection = new(ConnectionString(path, SqliteOpenMode.ReadWriteCreate));
        try
        {
            connection.Open();
            Execute(connection.Handle!, $"""
                PRAGMA busy_timeout = {BusyMilliseconds}; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -{CacheKilobytes};
                """);
            migrate(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static SqliteConnection OpenForReading(string path)
    {
        SqliteConnection connection = new(ConnectionString(path, SqliteOpenMode.ReadOnly));
        connection.Open();
        Execute(connection.Handle!, $"PRAGMA busy_timeout = 2000; PRAGMA mmap_size = {1 << 30};");
        return connection;
    }

    /// <summary>Null where there is no database, or one that the gateway has made but not given its tables yet.</summary>
    /// <exception cref="SqliteException">It is of another version: an older one is not brought up to date by somebody who reads.</exception>
    public static SqliteConnection? TryOpenCurrent(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        SqliteConnection connection = OpenForReading(path);
        try
        {
            long version = Version(connection);
            if (version == Schema.Migrations.Count)
            {
                return connection;
            }

            connection.Dispose();
            return version == 0 && !IsNodeDatabase(path) ? null : throw new SqliteException(
                version < Schema.Migrations.Count
                    ? "an earlier RelayPlane wrote it. `relayplane start` brings it up to date."
                    : "a newer RelayPlane wrote it. Update this one.",
                raw.SQLITE_ERROR);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Whether the file is the Node product's: its <c>runs</c> is a table, where ours is a view.</summary>
    public static bool IsNodeDatabase(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
        {
            return false;
        }

        using SqliteConnection connection = new(ConnectionString(path, SqliteOpenMode.ReadWrite));
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT 1 FROM sqlite_master WHERE name = 'runs' AND type = 'table'";
        return command.ExecuteScalar() is not null;
    }

    /// <summary>Renames the file and its companions to <c>NAME.WHY-WHEN.db</c>, never over another, and says where it went.</summary>
    public static string SetAside(string path, string why, DateTimeOffset at, string format)
    {
        string stem = Path.Combine(
            Path.GetDirectoryName(path) ?? "",
            $"{Path.GetFileNameWithoutExtension(path)}.{why}-{at.UtcDateTime.ToString(format, CultureInfo.InvariantCulture)}");
        string aside = stem + ".db";
        for (int number = 2; File.Exists(aside); number++)
        {
            aside = $"{stem}-{number}.db";
        }

        foreach (string companion in Companions)
        {
            if (File.Exists(path + companion))
            {
                File.Move(path + companion, aside + companion);
            }
        }

        return aside;
    }

    private static string ConnectionString(string path, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 1 }.ToString();

    /// <summary>SQLite gives the log and index beside the file the file's own mode, so it is made before SQLite makes it.</summary>
    private static void MakePrivate(string path)
    {
        FileStreamOptions options = new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (OperatingSystem.IsWindows())
        {
            new FileStream(path, options).Dispose();
            return;
        }

        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (File.Exists(path))
        {
            File.SetUnixFileMode(path, OwnerOnly);
            return;
        }

        options.UnixCreateMode = OwnerOnly;
        new FileStream(path, options).Dispose();
    }

    private static void Migrate(SqliteConnection connection)
    {
        long applied = Version(connection);
        if (applied > Schema.Migrations.Count)
        {
            throw new IOException("The database was written by a newer RelayPlane; this one leaves it as it is.");
        }

        if (applied < Schema.Migrations.Count)
        {
            // A table that others refer to may be made anew: nothing is to look for its rows meanwhile.
            Execute(connection.Handle!, "PRAGMA foreign_keys = OFF");
            Apply(connection.Handle!, (int)applied);
            Execute(connection.Handle!, "PRAGMA foreign_keys = ON");
        }
    }

    public static long Version(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>All that are missing in one transaction: rollups are filled once the tables are as this version writes them.</summary>
    /// <param name="applied">How many the database has.</param>
    private static void Apply(sqlite3 database, int applied)
    {
        try
        {
            Execute(database, $"BEGIN IMMEDIATE; {string.Join('\n', Schema.Migrations.Skip(applied))}");
            if (applied <= Schema.FillsRollups)
            {
                RollupFill.Run(database);
            }
            else if (applied <= Schema.SplitsByTier)
            {
                TierFill.Run(database);
            }

            if (applied <= Schema.FillsDeliveries)
            {
                DeliveryFill.Run(database);
            }

            Execute(database, $"PRAGMA user_version = {Schema.Migrations.Count}; COMMIT;");
        }
        catch
        {
            _ = raw.sqlite3_exec(database, "ROLLBACK");
            throw;
        }
    }

    public static void Execute(sqlite3 database, string sql)
    {
        int code = raw.sqlite3_exec(database, sql);
        if (code != raw.SQLITE_OK)
        {
            SqliteFailure.ThrowIfFailed(code, database);
        }
    }
}

using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>What a failure of the database asks of the writer.</summary>
internal enum Remedy
{
    /// <summary>Locked or full: what is held may still be written later.</summary>
    Retry,

    /// <summary>Unwritable or gone: as above, through a new connection.</summary>
    Reopen,

    /// <summary>The file is damaged or no database at all: set it aside and start another.</summary>
    Replace,

    /// <summary>The row itself cannot be written: no waiting helps.</summary>
    Skip,
}

/// <summary>Turns SQLite's result codes into exceptions, and exceptions into a remedy.</summary>
internal static class SqliteFailure
{
    public static void ThrowIfFailed(int code, sqlite3 database)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw new SqliteException(raw.sqlite3_errmsg(database).utf8_to_string(), code & 0xff, code);
        }
    }

    public static Remedy Remedy(Exception failure) => failure switch
    {
        SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB } => Ledger.Remedy.Replace,
        SqliteException { SqliteErrorCode: raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE } => Ledger.Remedy.Skip,
        SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL } => Ledger.Remedy.Retry,
        SqliteException or IOException or UnauthorizedAccessException => Ledger.Remedy.Reopen,
        _ => Ledger.Remedy.Skip,
    };
}

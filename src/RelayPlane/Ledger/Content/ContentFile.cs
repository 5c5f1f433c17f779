using Microsoft.Data.Sqlite;

namespace RelayPlane.Ledger.Content;

/// <summary>The file of its own that content is kept in, as private as the ledger's.</summary>
internal static class ContentFile
{
    private const int Version = 1;

    private const string Tables = """
        CREATE TABLE contents (
            call_id TEXT PRIMARY KEY,
            at_ms INTEGER NOT NULL,
            request_headers TEXT NOT NULL,
            reply_headers TEXT NOT NULL,
            request BLOB,
            request_bytes INTEGER NOT NULL,
            request_cut INTEGER NOT NULL,
            reply BLOB,
            reply_bytes INTEGER NOT NULL,
            reply_cut INTEGER NOT NULL
        );
        CREATE INDEX contents_at ON contents (at_ms);
        """;

    /// <summary>How large it is, with its log.</summary>
    public static long BytesOf(string path) => new[] { path, path + "-wal" }.Where(File.Exists).Sum(file => new FileInfo(file).Length);

    public static SqliteConnection OpenForWriting(string path) => LedgerFile.OpenForWriting(path, Migrate);

    /// <summary>Null where there is no file, or none that has its table yet.</summary>
    public static SqliteConnection? TryOpen(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var connection = LedgerFile.OpenForReading(path);
        try
        {
            if (LedgerFile.Version(connection) > 0)
            {
                return connection;
            }

            connection.Dispose();
            return null;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Migrate(SqliteConnection connection)
    {
        switch (LedgerFile.Version(connection))
        {
            case 0:
                LedgerFile.Execute(connection.Handle!, $"BEGIN IMMEDIATE; {Tables} PRAGMA user_version = {Version}; COMMIT;");
                break;
            case > Version:
                throw new IOException("content.db was written by a newer RelayPlane; this one leaves it as it is.");
        }
    }
}

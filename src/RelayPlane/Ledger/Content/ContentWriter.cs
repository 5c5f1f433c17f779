using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace RelayPlane.Ledger.Content;

/// <summary>Writes and deletes content through one connection, each batch in one transaction.</summary>
internal sealed class ContentWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3 _database;
    private readonly Statement _insert;

    /// <param name="connection">An open connection to <c>content.db</c>; closed with this writer.</param>
    public ContentWriter(SqliteConnection connection)
    {
        _connection = connection;
        _database = connection.Handle!;
        _insert = new(_database, """
            INSERT OR REPLACE INTO contents (call_id, at_ms, request_headers, reply_headers, request, request_bytes, request_cut, reply, reply_bytes, reply_cut)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
    }

    /// <summary>Writes all of them or, throwing, none.</summary>
    public void Write(IEnumerable<CallContent> contents) => Change(() =>
    {
        foreach (var content in contents)
        {
            _insert.Bind(content.CallId).Bind(content.At.ToUnixTimeMilliseconds()).Bind(Text(content.RequestHeaders)).Bind(Text(content.ReplyHeaders));
            Bind(content.Request);
            Bind(content.Reply);
            _insert.Run();
        }
    });

    /// <summary>Deletes one batch of what is not kept; see <see cref="ContentRetention"/>.</summary>
    public int Trim(Keeping keeping, long? deletedBeforeMs, DateTimeOffset now)
    {
        var deleted = 0;
        if (ContentRetention.Which(_database, keeping, deletedBeforeMs, now) is { } beforeMs)
        {
            Change(() => deleted = ContentRetention.Delete(_database, beforeMs));
            ContentRetention.GiveBack(_database);
        }

        return deleted;
    }

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }

    private void Bind(KeptBody body)
    {
        if (body.Bytes.IsEmpty)
        {
            _insert.Bind((string?)null);
        }
        else
        {
            _insert.Bind(Packing.Pack(body.Bytes.Span).AsSpan());
        }

        _insert.Bind((long)body.Bytes.Length).Bind(body.Cut);
    }

    private static string Text(IReadOnlyList<KeptHeader> headers) => JsonSerializer.Serialize(headers, KeptHeadersJson.Default.IReadOnlyListKeptHeader);

    private void Change(Action change)
    {
        LedgerFile.Execute(_database, "BEGIN IMMEDIATE");
        try
        {
            change();
            LedgerFile.Execute(_database, "COMMIT");
        }
        catch
        {
            _insert.Reset();
            _ = raw.sqlite3_exec(_database, "ROLLBACK");
            throw;
        }
    }
}

using System.Buffers;
using System.Text;
using SQLitePCL;

namespace RelayPlane.Ledger;

/// <summary>
/// A prepared statement that is kept and bound again for each row. It sits directly on SQLite's API, because binding through ADO.NET parameters
/// would cost the writer several times as much. Parameters are numbered from 1, in the order of the <c>?</c> in the text.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly byte[] _text = new byte[2048];
    private int _next = 1;

    public Statement(sqlite3 database, string sql)
    {
        _database = database;
        SqliteFailure.ThrowIfFailed(raw.sqlite3_prepare_v2(database, sql, out _statement), database);
    }

    public Statement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, _next++, value));
        return this;
    }

    public Statement Bind(double value)
    {
        Check(raw.sqlite3_bind_double(_statement, _next++, value));
        return this;
    }

    public Statement Bind(bool value) => Bind(value ? 1 : 0);

    public Statement Bind(long? value) => value is { } number ? Bind(number) : BindNull();

    public Statement Bind(ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, _next++, 0) : raw.sqlite3_bind_blob(_statement, _next++, value));
        return this;
    }

    /// <summary>SQLite copies the text, so one buffer serves them all.</summary>
    public Statement Bind(string? value)
    {
        if (value is null)
        {
            return BindNull();
        }

        int most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most > _text.Length)
        {
            return BindLong(value);
        }

        int length = Encoding.UTF8.GetBytes(value, _text);
        Check(raw.sqlite3_bind_text(_statement, _next++, _text.AsSpan(0, length)));
        return this;
    }

    /// <summary>Runs a statement that returns no rows, and makes it ready for the next binding. Says how many rows it changed.</summary>
    public int Run()
    {
        int code = raw.sqlite3_step(_statement);
        Reset();
        SqliteFailure.ThrowIfFailed(code, _database);
        return raw.sqlite3_changes(_database);
    }

    /// <summary>Moves to the next row of a query; after the last one it is ready for the next binding.</summary>
    public bool Next()
    {
        int code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        Reset();
        SqliteFailure.ThrowIfFailed(code, _database);
        return false;
    }

    /// <summary>A number of the row, by column from 0; NULL is 0.</summary>
    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    public double Real(int column) => raw.sqlite3_column_double(_statement, column);

    public long? MaybeNumber(int column) => IsNull(column) ? null : Number(column);

    public string? MaybeText(int column) => IsNull(column) ? null : Text(column);

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>Bytes of the row; they are gone with the next row.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_statement, column);

    public void Dispose() => _statement.Dispose();

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    private Statement BindLong(string value)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value.Length));
        int length = Encoding.UTF8.GetBytes(value, rented);
        int code = raw.sqlite3_bind_text(_statement, _next++, rented.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(rented);
        Check(code);
        return this;
    }

    private Statement BindNull()
    {
        Check(raw.sqlite3_bind_null(_statement, _next++));
        return this;
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            Reset();
            SqliteFailure.ThrowIfFailed(code, _database);
        }
    }

    /// <summary>Drops what is left of a query, and makes it ready for the next binding.</summary>
    public void Reset()
    {
        _ = raw.sqlite3_reset(_statement);
        _next = 1;
    }
}

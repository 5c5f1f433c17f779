using Microsoft.Data.Sqlite;

namespace RelayPlane.Ledger;

/// <summary>The row that a query stands at, with its columns by name: one that an older database lacks is null.</summary>
internal sealed class NamedRow(SqliteDataReader row)
{
    private readonly Dictionary<string, int> _columns = Columns(row);

    public string? Text(string name) => At(name) is { } column ? row.GetString(column) : null;

    public long? Number(string name) => At(name) is { } column ? row.GetInt64(column) : null;

    public TimeSpan? Duration(string name) => Number(name) is { } microseconds ? TimeSpan.FromMicroseconds(microseconds) : null;

    private int? At(string name) => _columns.TryGetValue(name, out var column) && !row.IsDBNull(column) ? column : null;

    private static Dictionary<string, int> Columns(SqliteDataReader row)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var column = 0; column < row.FieldCount; column++)
        {
            columns[row.GetName(column)] = column;
        }

        return columns;
    }
}

using Microsoft.Data.Sqlite;

namespace RelayPlane.FunctionalTests;

/// <summary>Reads a database as any other program would: with a connection of its own.</summary>
internal static class Rows
{
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> Read(string path, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<IReadOnlyDictionary<string, object?>>();
        while (reader.Read())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, column => reader.IsDBNull(column) ? null : reader.GetValue(column)));
        }

        return rows;
    }
}

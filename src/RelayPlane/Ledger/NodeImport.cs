using System.Globalization;
using Microsoft.Data.Sqlite;
using RelayPlane.Dispatch;
using RelayPlane.Metering;

namespace RelayPlane.Ledger;

/// <summary>
/// Brings over the runs of the Node product's database that was kept aside. Prompts stay behind. What was imported is noted in
/// <c>imports</c>, and a row whose id is there already is left alone, so a start that was cut short is simply repeated.
/// </summary>
internal static class NodeImport
{
    private const int BatchSize = 1000;

    public const string Why = "relayplane-node";

    /// <summary>Imports every file kept aside beside <paramref name="path"/> that was not imported yet.</summary>
    public static void ImportPending(string path, SqliteConnection ours, EntryWriter writer, DateTimeOffset now, Action<string> notice)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        foreach (string file in Directory.EnumerateFiles(folder, $"{Path.GetFileNameWithoutExtension(path)}.{Why}-*.db"))
        {
            if (IsImported(ours, Path.GetFileName(file)))
            {
                continue;
            }

            try
            {
                long rows = Import(file, writer);
                Note(ours, Path.GetFileName(file), rows, now);
                notice($"Imported {rows} runs of the earlier RelayPlane; its database is kept as {file}.");
            }
            catch (Exception failure) when (SqliteFailure.Remedy(failure) is Remedy.Replace or Remedy.Skip)
            {
                notice($"The earlier RelayPlane's database {file} could not be read: {failure.Message}");
            }
        }
    }

    private static long Import(string file, EntryWriter writer)
    {
        using SqliteConnection old = LedgerFile.OpenForReading(file);
        using SqliteCommand command = old.CreateCommand();
        command.CommandText = """
            SELECT id, created_at, model, task_type, success, error, duration_ms, tokens_in, tokens_out, cost_usd, metadata FROM runs
            """;
        using SqliteDataReader reader = command.ExecuteReader();
        List<CallEntry> batch = new(BatchSize);
        long rows = 0;
        while (reader.Read())
        {
            batch.Add(Read(reader));
            rows++;
            if (batch.Count == BatchSize)
            {
                writer.Write(batch);
                batch.Clear();
            }
        }

        writer.Write(batch);
        return rows;
    }

    private static CallEntry Read(SqliteDataReader row)
    {
        (string provider, string model) = Split(row.GetString(2));
        DateTimeOffset at = DateTimeOffset.Parse(row.GetString(1), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        TimeSpan total = TimeSpan.FromMilliseconds(row.GetDouble(6));
        bool success = row.GetInt64(4) != 0;
        string? error = Text(row, 5);
        long? tokensIn = Number(row, 7);
        long? tokensOut = Number(row, 8);
        return new CallEntry
        {
            Id = row.GetString(0),
            At = at,
            Api = "",
            Endpoint = "",
            Method = "",
            Path = "",
            Stream = false,
            TaskType = row.GetString(3),
            Tags = Text(row, 10),
            Outcome = success ? Outcome.Answered : Outcome.Failed,
            Error = error,
            Total = total,
            Attempts =
            [
                new AttemptEntry
                {
                    Number = 1,
                    Provider = provider,
                    Model = model,
                    Verdict = success ? Verdict.Answered : Verdict.Faulted,
                    At = at,
                    Total = total,
                    HasContent = true,
                    Usage = tokensIn is null && tokensOut is null ? null : new TokenUsage(tokensIn ?? 0, 0, 0, 0, tokensOut ?? 0, 0),
                    Cost = row.IsDBNull(9) ? null : Money.FromUsd((decimal)row.GetDouble(9)),
                    Error = error,
                },
            ],
        };
    }

    /// <summary>The Node product wrote <c>provider:model</c>; a model may hold further colons.</summary>
    private static (string Provider, string Model) Split(string model)
    {
        int colon = model.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? ("", model) : (model[..colon], model[(colon + 1)..]);
    }

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static long? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static bool IsImported(SqliteConnection ours, string file)
    {
        using SqliteCommand command = ours.CreateCommand();
        command.CommandText = "SELECT 1 FROM imports WHERE file = $file";
        command.Parameters.AddWithValue("$file", file);
        return command.ExecuteScalar() is not null;
    }

    private static void Note(SqliteConnection ours, string file, long rows, DateTimeOffset now)
    {
        using SqliteCommand command = ours.CreateCommand();
        command.CommandText = "INSERT INTO imports (file, rows, at_ms) VALUES ($file, $rows, $at)";
        command.Parameters.AddWithValue("$file", file);
        command.Parameters.AddWithValue("$rows", rows);
        command.Parameters.AddWithValue("$at", now.ToUnixTimeMilliseconds());
        _ = command.ExecuteNonQuery();
    }
}

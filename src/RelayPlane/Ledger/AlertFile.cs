using System.Text;
using System.Text.Json;
using RelayPlane.Config;

namespace RelayPlane.Ledger;

/// <summary>
/// The last alerts, in <c>alerts.jsonl</c>, which only its owner can read: a line for each, and another once it is known whether it was delivered;
/// the last line of an id counts. The file is written anew when it holds twice what is kept.
/// </summary>
internal sealed class AlertFile(string path, Action<string> notice)
{
    private readonly Lock _lock = new();
    private int? _lines;
    private bool _barred;

    /// <summary>What a file holds, oldest first; torn lines are passed over. Nothing where there is no file.</summary>
    public static IReadOnlyList<Alert> Read(string path)
    {
        // In the order in which they came; the later line of an id takes the place of the earlier.
        var found = new OrderedDictionary<string, Alert>();
        foreach (var line in Lines(path))
        {
            if (Parse(line) is { } alert)
            {
                found[alert.Id] = alert;
            }
        }

        return [.. found.Values];
    }

    /// <summary>Adds an alert, or what has become of it.</summary>
    /// <param name="most">How many are kept.</param>
    public void Write(Alert alert, int most)
    {
        lock (_lock)
        {
            try
            {
                if (most > 0)
                {
                    _lines = (_lines ?? Lines(path).Length) + 1;
                    Append(JsonSerializer.Serialize(alert, AlertJson.Default.Alert));
                }

                if ((_lines ?? 0) > 2 * most)
                {
                    var kept = Read(path).TakeLast(most).Select(one => JsonSerializer.Serialize(one, AlertJson.Default.Alert)).ToList();
                    ConfigFile.Write(path, string.Concat(kept.Select(line => line + "\n")));
                    _lines = kept.Count;
                }

                _barred = false;
            }
            catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
            {
                // Once is enough: a full disk lasts.
                if (!_barred)
                {
                    notice($"{path} cannot be written, so alerts are told but not kept: {thrown.Message}");
                }

                _barred = true;
            }
        }
    }

    private void Append(string line)
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(Encoding.UTF8.GetBytes(line + "\n"));
    }

    private static string[] Lines(string path)
    {
        try
        {
            // Also while the gateway writes it.
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static Alert? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, AlertJson.Default.Alert) is { Id: not null, Type: not null, Key: not null, Message: not null, Severity: not null, Data: not null } alert ? alert : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using RelayPlane.Ledger;

namespace RelayPlane.Dashboard.Live;

/// <summary>Finds what was added to the file of alerts since the last look: alerts, and what became of them.</summary>
internal sealed class AlertWatch
{
    private readonly string _path;
    private (DateTime Written, long Length) _seen;
    private Dictionary<string, bool?> _known;

    /// <summary>What is there already is known.</summary>
    public AlertWatch(string path)
    {
        (_path, _seen) = (path, Stamp(path));
        _known = Known(AlertFile.Read(path));
    }

    public IReadOnlyList<Alert> Next()
    {
        var stamp = Stamp(_path);
        if (stamp == _seen)
        {
            return [];
        }

        _seen = stamp;
        var alerts = AlertFile.Read(_path);
        var (before, news) = (_known, new List<Alert>());
        foreach (var alert in alerts)
        {
            if (!before.TryGetValue(alert.Id, out var delivered) || delivered != alert.Delivered)
            {
                news.Add(alert);
            }
        }

        _known = Known(alerts);
        return news;
    }

    private static Dictionary<string, bool?> Known(IReadOnlyList<Alert> alerts) => alerts.ToDictionary(alert => alert.Id, alert => alert.Delivered);

    private static (DateTime Written, long Length) Stamp(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }
}

using RelayPlane.Config;
using RelayPlane.Gateway;

namespace RelayPlane.Hosting;

/// <summary>
/// Holds the rooms that calls walk through, and swaps them when the config changes. A file that is bad leaves the old rooms in force and
/// says why. It looks at the file's time and size once a second: that survives editors that rename, folders that are mounted, and files that come and go.
/// </summary>
internal sealed class ConfigWatch : IAsyncDisposable
{
    private readonly Lock _looking = new();
    private readonly string _path;
    private readonly Func<GatewayConfig, Runtime> _build;
    private readonly Health _health;
    private readonly Action<string> _notice;
    private readonly CancellationTokenSource _ended = new();
    private readonly PeriodicTimer _timer;
    private readonly Task _watching;
    private Runtime _current;
    private (DateTime, long) _seen;

    public ConfigWatch(string path, Runtime first, Func<GatewayConfig, Runtime> build, Health health, Action<string> notice, TimeProvider clock)
    {
        (_path, _current, _build, _health, _notice) = (path, first, build, health, notice);
        _seen = StampOf(path);
        _timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        _watching = WatchAsync();
    }

    public Runtime Current => Volatile.Read(ref _current);

    /// <summary>Looks at it now: what was changed is in force, or refused, once this returns.</summary>
    public void Look()
    {
        lock (_looking)
        {
            var now = StampOf(_path);
            if (now != _seen)
            {
                _seen = now;
                Reload();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _watching;
        _timer.Dispose();
        _ended.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            while (await _timer.WaitForNextTickAsync(_ended.Token))
            {
                Look();
            }
        }
        catch (OperationCanceledException)
        {
            // The gateway ends.
        }
    }

    private void Reload()
    {
        var load = ConfigFile.Load(_path);

        // A file that is being rewritten is empty for a moment; nobody takes back all that it said by that.
        var problems = new FileInfo(_path) is { Exists: true, Length: < 2 } ? ["the file is empty"] : load.Problems;
        if (problems.Count > 0)
        {
            _health.Degraded = $"The config was changed and is bad, so the old one stays in force: {string.Join(" ", problems)}";
            _notice(_health.Degraded);
            return;
        }

        Volatile.Write(ref _current, _build(load.Config));
        _health.Degraded = null;
        _notice("The config was changed and is in force.");
    }

    private static (DateTime Written, long Length) StampOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }
}

using System.Text.Json;
using RelayPlane.Catalog;

namespace RelayPlane.Hosting;

/// <summary>
/// Keeps the price book in step with the table that <c>pricing update</c> writes: it looks at the file's time and size every few seconds. A file that is
/// bad leaves the old prices in force and is told of once. Its first look also opens the tables that are built in, so that no call has to wait for that.
/// </summary>
internal sealed class PriceFile : IAsyncDisposable
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(5);

    private readonly Lock _looking = new();
    private readonly string _usual;
    private readonly PriceBook _book;
    private readonly Action<string> _notice;
    private readonly CancellationTokenSource _ended = new();
    private readonly PeriodicTimer _timer;
    private readonly Task _watching;
    private string _path;
    private (string Path, DateTime Written, long Length) _seen;

    /// <param name="usual">Where it is unless the config says otherwise.</param>
    public PriceFile(string usual, PriceBook book, Action<string> notice, TimeProvider clock)
    {
        (_usual, _path, _book, _notice) = (usual, usual, book, notice);
        _timer = new PeriodicTimer(s_every, clock);
        _watching = WatchAsync();
    }

    /// <summary>Looks at it now, at the place that a config names; null for the usual one.</summary>
    public void Look(string? path)
    {
        lock (_looking)
        {
            _path = path ?? _usual;
            Look();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _watching;
        _timer.Dispose();
        _ended.Dispose();
    }

    /// <summary>The table in a file, where there is one that is good.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problem">What is wrong with it; null where it is good or absent.</param>
    public static PriceTable? Read(string path, out string? problem)
    {
        problem = null;
        try
        {
            return PriceSource.Read(File.ReadAllBytes(path), string.Empty).Table;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            problem = e.Message;
            return null;
        }
    }

    private async Task WatchAsync()
    {
        try
        {
            while (await _timer.WaitForNextTickAsync(_ended.Token))
            {
                _ = _book.Find("anthropic", "claude");
                lock (_looking)
                {
                    Look();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The gateway ends.
        }
    }

    private void Look()
    {
        var file = new FileInfo(_path);
        var now = file.Exists ? (_path, file.LastWriteTimeUtc, file.Length) : default;
        if (now == _seen)
        {
            return;
        }

        _seen = now;
        var table = Read(_path, out var problem);
        if (problem is not null)
        {
            _notice($"The price table {_path} cannot be used, so the prices stay as they are: {problem} Write it anew with: relayplane pricing update");
            return;
        }

        _book.Use(table);
    }
}

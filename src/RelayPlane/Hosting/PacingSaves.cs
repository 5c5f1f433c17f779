using RelayPlane.Pacing;

namespace RelayPlane.Hosting;

/// <summary>Saves what Pacing learned so that a restart does not forget it: every few seconds where it changed, and at the end.</summary>
internal sealed class PacingSaves : IAsyncDisposable
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(5);
    private readonly Pacer _pacer;
    private readonly string _path;
    private readonly Action<string> _notice;
    private readonly CancellationTokenSource _ended = new();
    private readonly PeriodicTimer _timer;
    private readonly Task _saving;
    private byte[] _saved;
    private bool _barred;

    public PacingSaves(Pacer pacer, string path, Action<string> notice, TimeProvider clock)
    {
        (_pacer, _path, _notice) = (pacer, path, notice);
        _saved = PacingFile.Text(PacingMemory.Nothing);
        _timer = new PeriodicTimer(s_every, clock);
        _saving = SaveAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _saving;
        Save();
        _timer.Dispose();
        _ended.Dispose();
    }

    private async Task SaveAsync()
    {
        try
        {
            while (await _timer.WaitForNextTickAsync(_ended.Token))
            {
                Save();
            }
        }
        catch (OperationCanceledException)
        {
            // The gateway ends.
        }
    }

    private void Save()
    {
        var text = PacingFile.Text(_pacer.Remember());
        if (text.AsSpan().SequenceEqual(_saved))
        {
            return;
        }

        try
        {
            PacingFile.Write(_path, text);
            (_saved, _barred) = (text, false);
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException)
        {
            // Once is enough: a full disk lasts, and calls go on.
            if (!_barred)
            {
                _notice($"{_path} cannot be written, so a restart would forget limits and exhausted keys: {thrown.Message}");
            }

            _barred = true;
        }
    }
}

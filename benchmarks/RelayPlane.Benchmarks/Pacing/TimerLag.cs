namespace RelayPlane.Benchmarks.Pacing;

/// <summary>Watches how late timers of a second fire while a run goes on, in the run's own time: how honest its clock was.</summary>
internal sealed class TimerLag(TimeProvider clock) : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly List<double> _late = [];
    private Task _watching = Task.CompletedTask;

    public IReadOnlyList<double> Late => _late;

    public void Start() => _watching = WatchAsync();

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _watching;
        _over.Dispose();
    }

    private async Task WatchAsync()
    {
        var second = TimeSpan.FromSeconds(1);
        try
        {
            while (true)
            {
                var start = clock.GetTimestamp();
                await Task.Delay(second, clock, _over.Token);
                _late.Add((clock.GetElapsedTime(start) - second).TotalSeconds);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}

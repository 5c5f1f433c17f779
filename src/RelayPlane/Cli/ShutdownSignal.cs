using System.Runtime.InteropServices;

namespace RelayPlane.Cli;

/// <summary>Ctrl-C and SIGTERM as tokens: the first asks for an end, the second insists.</summary>
internal sealed class ShutdownSignal : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private readonly CancellationTokenSource _insisted = new();
    private readonly PosixSignalRegistration[] _registrations;

    public ShutdownSignal() =>
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Signalled), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Signalled)];

    public CancellationToken Asked => _asked.Token;

    public CancellationToken Insisted => _insisted.Token;

    /// <summary>Asks for the end as a first signal does.</summary>
    public void Ask() => _asked.Cancel();

    /// <summary>Insists after so long.</summary>
    public void InsistAfter(TimeSpan patience) => _insisted.CancelAfter(patience);

    public static async Task WaitAsync(CancellationToken token)
    {
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = token.Register(fired.SetResult);
        await fired.Task;
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _asked.Dispose();
        _insisted.Dispose();
    }

    private void Signalled(PosixSignalContext signal)
    {
        signal.Cancel = true;
        (_asked.IsCancellationRequested ? _insisted : _asked).Cancel();
    }
}

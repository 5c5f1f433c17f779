using System.Net.Sockets;
using RelayPlane.Sandbox;

namespace RelayPlane.Hosting;

/// <summary>The sandbox within this process, started by the first call to <c>sandbox/…</c>. It is a real server on a port of its own.</summary>
internal sealed class EmbeddedSandbox(TimeProvider clock) : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private SandboxServer? _server;

    /// <summary>Connects to it, for the sandbox's own connection pool.</summary>
    public async ValueTask<Stream> ConnectAsync(CancellationToken cancel)
    {
        var server = await StartedAsync(cancel);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server.Address.Host, server.Address.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _starting.Dispose();
    }

    private async ValueTask<SandboxServer> StartedAsync(CancellationToken cancel)
    {
        if (_server is { } running)
        {
            return running;
        }

        await _starting.WaitAsync(cancel);
        try
        {
            return _server ??= await SandboxServer.StartAsync(new SandboxOptions { RequireKey = false, AnyModel = true, LogCapacity = 0 }, clock, CancellationToken.None);
        }
        finally
        {
            _starting.Release();
        }
    }
}

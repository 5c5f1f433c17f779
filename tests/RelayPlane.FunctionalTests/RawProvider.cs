using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RelayPlane.FunctionalTests;

/// <summary>A provider made of a bare socket: it keeps each request as it came, and a script writes whatever bytes it likes back.</summary>
internal sealed class RawProvider : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _ended = new();
    private readonly Func<RawRequest, NetworkStream, CancellationToken, Task> _script;
    private readonly Task _accepting;

    /// <param name="port">0 for a free one.</param>
    public RawProvider(Func<RawRequest, NetworkStream, CancellationToken, Task> script, int port = 0)
    {
        (_script, _listener) = (script, new TcpListener(IPAddress.Loopback, port));
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public ConcurrentQueue<RawRequest> Requests { get; } = new();

    /// <summary>Set when a client of this provider hung up while a script was still writing or waiting.</summary>
    public TaskCompletionSource HungUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>A provider that gives every request the same reply.</summary>
    public static RawProvider Replying(string head, byte[] body) =>
        new((_, stream, cancel) => WriteAsync(stream, head, body, cancel));

    public static RawProvider Json(string body, int status = 200, string? headers = null) =>
        Replying($"HTTP/1.1 {status} X\r\ncontent-type: application/json\r\n{headers}", Encoding.UTF8.GetBytes(body));

    public static async Task WriteAsync(NetworkStream stream, string head, byte[] body, CancellationToken cancel)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"{head}content-length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n"), cancel);
        await stream.WriteAsync(body, cancel);
    }

    /// <summary>Writes a chunked event stream, cut at the given places.</summary>
    public static async Task StreamAsync(NetworkStream stream, IEnumerable<byte[]> pieces, CancellationToken cancel, string contentType = "text/event-stream")
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\ncontent-type: {contentType}\r\ntransfer-encoding: chunked\r\n\r\n"), cancel);
        foreach (var piece in pieces)
        {
            await ChunkAsync(stream, piece, cancel);
        }

        await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), cancel);
    }

    public static async Task ChunkAsync(NetworkStream stream, byte[] piece, CancellationToken cancel)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"{piece.Length:x}\r\n"), cancel);
        await stream.WriteAsync(piece, cancel);
        await stream.WriteAsync("\r\n"u8.ToArray(), cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _accepting;
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_ended.Token)));
            }
        }
        catch (Exception thrown) when (thrown is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                var stream = client.GetStream();
                while (await RawRequest.ReadAsync(stream, _ended.Token) is { } request)
                {
                    Requests.Enqueue(request);
                    await _script(request, stream, _ended.Token);
                }
            }
            catch (Exception thrown) when (thrown is IOException or SocketException or OperationCanceledException)
            {
                HungUp.TrySetResult();
            }
        }
    }
}

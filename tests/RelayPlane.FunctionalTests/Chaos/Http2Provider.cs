using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace RelayPlane.FunctionalTests.Chaos;

/// <summary>A provider that speaks HTTP/2 over TLS frame by frame, so that a script can break its rules or use them.</summary>
/// <param name="script">Is given each whole request, counted from 1, and the connection to answer on; false closes the connection.</param>
/// <param name="streams">How many requests a connection takes at once.</param>
internal sealed class Http2Provider(X509Certificate2 certificate, Func<int, Http2Peer, uint, Task<bool>> script, uint streams = 100) : IAsyncDisposable
{
    private const int PrefaceLength = 24;
    private readonly TcpListener _listener = Listen();
    private readonly CancellationTokenSource _ended = new();
    private Task _accepting = Task.CompletedTask;
    private int _requests;
    private int _connections;

    public int Requests => _requests;

    public int Connections => _connections;

    public string Address => $"https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public Http2Provider Start()
    {
        _accepting = AcceptAsync();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _accepting;
        _ended.Dispose();
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
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
                await using var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate, ApplicationProtocols = [SslApplicationProtocol.Http2] }, _ended.Token);
                Interlocked.Increment(ref _connections);
                await tls.ReadExactlyAsync(new byte[PrefaceLength], _ended.Token);
                using var peer = new Http2Peer(tls, _ended.Token);
                var settings = new byte[6];
                settings[1] = 3;
                BinaryPrimitives.WriteUInt32BigEndian(settings.AsSpan(2), streams);
                await peer.WriteAsync(Http2Peer.Settings, 0, 0, settings);
                await FramesAsync(tls, peer);
            }
            catch (Exception thrown) when (thrown is IOException or SocketException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The other side has gone, or the test has ended.
            }
        }
    }

    private async Task FramesAsync(SslStream tls, Http2Peer peer)
    {
        var head = new byte[9];
        var closing = new TaskCompletionSource();
        while (!closing.Task.IsCompleted)
        {
            var reading = tls.ReadExactlyAsync(head, _ended.Token).AsTask();
            if (await Task.WhenAny(reading, closing.Task) != reading)
            {
                return;
            }

            await reading;
            var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
            await tls.ReadExactlyAsync(payload, _ended.Token);
            var (type, flags, stream) = (head[3], head[4], BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(5)));
            if (type == Http2Peer.Settings && (flags & 1) == 0)
            {
                await peer.WriteAsync(Http2Peer.Settings, 1, 0, []);
            }
            else if (type is Http2Peer.Data or Http2Peer.Headers && (flags & Http2Peer.EndStream) != 0)
            {
                _ = AnswerAsync(Interlocked.Increment(ref _requests), peer, stream, closing);
            }
        }
    }

    private async Task AnswerAsync(int number, Http2Peer peer, uint stream, TaskCompletionSource closing)
    {
        try
        {
            if (!await script(number, peer, stream))
            {
                closing.TrySetResult();
            }
        }
        catch (Exception thrown) when (thrown is IOException or OperationCanceledException or ObjectDisposedException)
        {
            closing.TrySetResult();
        }
    }
}

/// <summary>The writing half of one HTTP/2 connection.</summary>
internal sealed class Http2Peer(Stream connection, CancellationToken cancel) : IDisposable
{
    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte ResetStream = 3;
    public const byte Settings = 4;
    public const byte GoAway = 7;
    public const byte EndStream = 1;
    private const byte EndHeaders = 4;
    private readonly SemaphoreSlim _writing = new(1);

    public async Task WriteAsync(byte type, byte flags, uint stream, byte[] payload)
    {
        var frame = new byte[9 + payload.Length];
        (frame[0], frame[1], frame[2], frame[3], frame[4]) = ((byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, type, flags);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        await _writing.WaitAsync(cancel);
        try
        {
            await connection.WriteAsync(frame, cancel);
            await connection.FlushAsync(cancel);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Status 200 and a content type: the first from HPACK's static table, the second under its indexed name.</summary>
    public Task BeginAsync(uint stream, string contentType) =>
        WriteAsync(Headers, EndHeaders, stream, [0x88, 0x0f, 0x10, (byte)contentType.Length, .. Encoding.ASCII.GetBytes(contentType)]);

    public async Task<bool> AnswerAsync(uint stream)
    {
        await BeginAsync(stream, "application/json");
        await WriteAsync(Data, EndStream, stream, Encoding.UTF8.GetBytes(Faulty.Answer));
        return true;
    }

    /// <param name="code">7 for a stream that was refused unprocessed, 2 for an internal error.</param>
    public async Task<bool> ResetAsync(uint stream, byte code)
    {
        await WriteAsync(ResetStream, 0, stream, [0, 0, 0, code]);
        return true;
    }

    /// <summary>Says that nothing was processed, and goes.</summary>
    public async Task<bool> GoAwayAsync()
    {
        await WriteAsync(GoAway, 0, 0, new byte[8]);
        return false;
    }

    public void Dispose() => _writing.Dispose();
}

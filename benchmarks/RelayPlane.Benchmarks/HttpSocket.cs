using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RelayPlane.Benchmarks;

/// <summary>
/// One keep-alive connection that sends ready-made requests and reads replies, doing no more than find their end: the
/// load shares its core with the upstream and must cost little.
/// </summary>
internal sealed class HttpSocket(int port) : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[64 * 1024];

    public Task ConnectAsync() => _socket.ConnectAsync(IPAddress.Loopback, port);

    /// <summary>One call to its end; the HTTP status.</summary>
    public async ValueTask<int> CallAsync(ReadOnlyMemory<byte> request)
    {
        await SendAsync(request);
        var (filled, head) = await HeadAsync();
        var status = Status();
        var headers = Encoding.ASCII.GetString(_buffer, 0, head);
        if (Length(headers) is { } length)
        {
            for (var missing = length - (filled - head); missing > 0;)
            {
                missing -= await ReceiveAsync(0);
            }

            return status;
        }

        // Chunked: the end is the empty chunk. Replies here are small, so what matters is always in the buffer.
        while (!_buffer.AsSpan(head, filled - head).EndsWith("0\r\n\r\n"u8))
        {
            filled += await ReceiveAsync(filled);
        }

        return status;
    }

    /// <summary>Sends a request and reads the head of its reply, and hands back the bytes of the body that came with it.</summary>
    public async ValueTask<(int Status, ReadOnlyMemory<byte> Early)> OpenAsync(ReadOnlyMemory<byte> request)
    {
        await SendAsync(request);
        var (filled, head) = await HeadAsync();
        return (Status(), _buffer.AsMemory(head, filled - head));
    }

    /// <summary>The next piece of an open reply; empty at the end of the connection.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> NextAsync(CancellationToken cancel) =>
        _buffer.AsMemory(0, await _socket.ReceiveAsync(_buffer.AsMemory(), cancel));

    public void Dispose() => _socket.Dispose();

    private async ValueTask SendAsync(ReadOnlyMemory<byte> request)
    {
        while (request.Length > 0)
        {
            request = request[await _socket.SendAsync(request)..];
        }
    }

    private async ValueTask<(int Filled, int Head)> HeadAsync()
    {
        for (var filled = 0; ;)
        {
            filled += await ReceiveAsync(filled);
            if (_buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8) is >= 0 and var end)
            {
                return (filled, end + 4);
            }
        }
    }

    private async ValueTask<int> ReceiveAsync(int at)
    {
        var count = await _socket.ReceiveAsync(_buffer.AsMemory(at));
        return count > 0 ? count : throw new IOException("The connection was closed within a reply.");
    }

    private int Status() => int.Parse(_buffer.AsSpan(9, 3));

    private static int? Length(string head)
    {
        const string Name = "\r\ncontent-length:";
        var at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : int.Parse(head.AsSpan(at + Name.Length, head.IndexOf('\r', at + 2) - at - Name.Length).Trim());
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RelayPlane.Benchmarks;

/// <summary>
/// A provider with canned answers, in a process of its own: about 1 KB of JSON at once, or 50 events a second until the
/// client leaves. It reads no more of a request than it must, so that what is measured is the proxy.
/// </summary>
internal static class FixedUpstream
{
    private const int EventsPerSecond = 50;

    private static readonly byte[] Reply = Json();
    private static readonly byte[] StreamHead = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nx-request-id: req_bench\r\nTransfer-Encoding: chunked\r\n\r\n");
    private static readonly byte[] Event = Chunk(
        """data: {"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1760000000,"model":"gpt-4o-2024-08-06","choices":[{"index":0,"delta":{"content":" token"},"finish_reason":null}]}""" + "\n\n");

    // Streams by the millisecond of the 20 in which their next event is due.
    private static readonly ConcurrentDictionary<Socket, byte>[] Slots =
        [.. Enumerable.Range(0, 1000 / EventsPerSecond).Select(_ => new ConcurrentDictionary<Socket, byte>())];

    public static async Task<int> RunAsync(int port)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen(4096);
        new Thread(Tick) { IsBackground = true }.Start();
        for (var count = 0; ; count++)
        {
            var socket = await listener.AcceptAsync();
            socket.NoDelay = true;
            _ = ServeAsync(socket, count);
        }
    }

    private static async Task ServeAsync(Socket socket, int number)
    {
        var buffer = new byte[64 * 1024];
        var slot = Slots[number % Slots.Length];
        try
        {
            while (true)
            {
                var filled = 0;
                int end;
                while ((end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
                {
                    var count = await socket.ReceiveAsync(buffer.AsMemory(filled));
                    if (count == 0)
                    {
                        return;
                    }

                    filled += count;
                }

                var head = Encoding.ASCII.GetString(buffer, 0, end + 4);
                var tail = await BodyAsync(socket, buffer, head, end + 4, filled);
                if (tail)
                {
                    await socket.SendAsync(StreamHead);
                    slot.TryAdd(socket, 0);
                    // The client sends nothing more; a read ends when it leaves.
                    await socket.ReceiveAsync(buffer);
                    return;
                }

                await socket.SendAsync(Reply);
            }
        }
        catch (SocketException)
        {
            // The client left.
        }
        finally
        {
            slot.TryRemove(socket, out _);
            socket.Dispose();
        }
    }

    // Reads a body of known length or chunked to its end; whether it asks for a stream, which stands near its end.
    private static async Task<bool> BodyAsync(Socket socket, byte[] buffer, string head, int start, int filled)
    {
        var at = head.IndexOf("content-length:", StringComparison.OrdinalIgnoreCase);
        var missing = at < 0 ? int.MaxValue : int.Parse(head.AsSpan(at + 15, head.IndexOf('\r', at) - at - 15)) - (filled - start);
        var stream = AsksForStream(buffer.AsSpan(start, filled - start));
        var ended = at < 0 && buffer.AsSpan(start, filled - start).EndsWith("0\r\n\r\n"u8);
        while (missing > 0 && !ended)
        {
            var count = await socket.ReceiveAsync(buffer);
            if (count == 0)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }

            missing -= count;
            stream |= AsksForStream(buffer.AsSpan(0, count));
            ended = at < 0 && buffer.AsSpan(0, count).EndsWith("0\r\n\r\n"u8);
        }

        return stream;
    }

    private static bool AsksForStream(ReadOnlySpan<byte> piece) =>
        piece[^Math.Min(256, piece.Length)..].IndexOf("\"stream\":true"u8) >= 0;

    // One thread, one millisecond a slot: every stream gets an event each 20 ms, and they do not all come at once.
    private static void Tick()
    {
        var start = Environment.TickCount64;
        for (var tick = 0L; ; tick++)
        {
            while (Environment.TickCount64 - start < tick)
            {
                Thread.Sleep(1);
            }

            foreach (var (socket, _) in Slots[tick % Slots.Length])
            {
                try
                {
                    // Blocking: a reader that falls behind is the thing to notice, not to hide.
                    socket.Send(Event);
                }
                catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
                {
                    Slots[tick % Slots.Length].TryRemove(socket, out _);
                }
            }
        }
    }

    private static byte[] Json()
    {
        var text = string.Concat(Enumerable.Repeat("The quick brown fox jumps over the lazy dog. ", 14));
        var body = $$$"""
            {"id":"chatcmpl-bench","object":"chat.completion","created":1760000000,"model":"gpt-4o-2024-08-06","choices":[{"index":0,"message":{"role":"assistant","content":"{{{text}}}","refusal":null},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":250,"completion_tokens":140,"total_tokens":390,"prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0} } }
            """;
        return Encoding.UTF8.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nx-request-id: req_bench\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
    }

    private static byte[] Chunk(string text) => Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n");
}

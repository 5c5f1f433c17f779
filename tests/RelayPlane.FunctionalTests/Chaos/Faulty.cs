using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RelayPlane.FunctionalTests.Chaos;

/// <summary>What a faulty provider writes, for scripts of <see cref="RawProvider"/>: each takes one request and does one thing with its connection.</summary>
internal static class Faulty
{
    public const string Answer = """{"id":"m","type":"message","role":"assistant","model":"claude-x","content":[{"type":"text","text":"hi"}],"stop_reason":"end_turn","usage":{"input_tokens":3,"output_tokens":2}}""";
    public const string Start = "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"model\":\"claude-x\",\"usage\":{\"input_tokens\":25,\"output_tokens\":1}}}\n\n";
    public const string Text = "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"hi\"}}\n\n";
    public const string Ping = "event: ping\ndata: {\"type\": \"ping\"}\n\n";
    public const string End = "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":9}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    public const string JsonHead = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
    public const string StreamHead = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
    public const string OverloadedBody = """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""";

    /// <summary>A provider that does one thing after another, and the last for ever.</summary>
    public static RawProvider Doing(params Step[] steps)
    {
        var count = -1;
        return new RawProvider((request, stream, cancel) => steps[Math.Min(Interlocked.Increment(ref count), steps.Length - 1)](request, stream, cancel));
    }

    /// <summary>Answers well: as a stream where one was asked for.</summary>
    public static Task Well(RawRequest request, NetworkStream stream, CancellationToken cancel) =>
        request.Text.Contains("\"stream\":true", StringComparison.Ordinal)
            ? RawProvider.StreamAsync(stream, [Bytes(Start), Bytes(Text), Bytes(End)], cancel)
            : RawProvider.WriteAsync(stream, JsonHead, Bytes(Answer), cancel);

    /// <summary>Breaks the connection with a reset, after some bytes.</summary>
    public static Step Reset(string after = "") => async (_, stream, cancel) =>
    {
        await stream.WriteAsync(Bytes(after), cancel);
        stream.Socket.LingerState = new LingerOption(true, 0);
        stream.Socket.Close();
        throw new IOException("reset");
    };

    /// <summary>Closes the connection in good order, after some bytes.</summary>
    public static Step Close(string after) => async (_, stream, cancel) =>
    {
        await stream.WriteAsync(Bytes(after), cancel);
        throw new IOException("closed");
    };

    /// <summary>Writes, and then nothing more until the gateway hangs up.</summary>
    public static Step Hang(string after = "") => async (_, stream, cancel) =>
    {
        await stream.WriteAsync(Bytes(after), cancel);
        if (await stream.ReadAsync(new byte[1], cancel) == 0)
        {
            throw new IOException("hung up");
        }
    };

    public static Step Status(int status, string body, string headers = "") =>
        (_, stream, cancel) => RawProvider.WriteAsync(stream, $"HTTP/1.1 {status} X\r\ncontent-type: application/json\r\n{headers}", Bytes(body), cancel);

    /// <summary>A 429 for the requests of a minute.</summary>
    public static Step Limited(string headers = "") =>
        Status(429, """{"type":"error","error":{"type":"rate_limit_error","message":"This request would exceed your rate limit of requests per minute"}}""", headers);

    public static Step Overloaded(string headers = "") => Status(529, OverloadedBody, headers);

    public static string Chunk(string text) => $"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n";

    /// <summary>A port of this machine at which nobody listens, held so that nobody else will.</summary>
    public static Socket ClosedPort()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}

/// <summary>What a provider does with one request.</summary>
internal delegate Task Step(RawRequest request, NetworkStream stream, CancellationToken cancel);

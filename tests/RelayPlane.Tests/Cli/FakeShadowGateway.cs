using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using RelayPlane.Config;
using RelayPlane.Hosting;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Metering;
using RelayPlane.Tests.Ledger;
using RelayPlane.Tests.Replay;

namespace RelayPlane.Tests.Cli;

/// <summary>Stands where a shadow run looks for the gateway, answers what it sends, and records that as the gateway would.</summary>
internal sealed class FakeShadowGateway : IAsyncDisposable
{
    private const int HeadEnd = 4;

    private readonly TcpListener _door = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly Home _home;
    private readonly Task _serving;

    public FakeShadowGateway(Home home)
    {
        _home = home;
        _door.Start();
        new RunningFile(1, $"http://{_door.LocalEndpoint}", "token", Pasts.Noon).Write(home.PidPath);
        _serving = ServeAsync();
    }

    /// <summary>What the judge says to which prompt.</summary>
    public Func<string, string> Judge { get; set; } = _ => "T";

    /// <summary>With what the judge answers.</summary>
    public int JudgeStatus { get; set; } = 200;

    /// <summary>With what the model that is asked again answers.</summary>
    public int Status { get; set; } = 200;

    /// <summary>All that was asked for but its health.</summary>
    public List<(string Head, string Body)> Asked { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _door.Stop();
        await _serving;
        _ended.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _door.AcceptTcpClientAsync(_ended.Token);
                var stream = client.GetStream();
                var (head, body) = await ReadAsync(stream);
                await stream.WriteAsync(await ReplyAsync(head, body), _ended.Token);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task<byte[]> ReplyAsync(string head, string body)
    {
        if (head.StartsWith("GET ", StringComparison.Ordinal))
        {
            return Reply(200, "{}", null);
        }

        Asked.Add((head, body));
        var isJudge = head.Contains("x-relayplane-tag-judge-of", StringComparison.Ordinal);
        if ((isJudge ? JudgeStatus : Status) is >= 400 and var status)
        {
            return Reply(status, """{"error":{"message":"The provider is down."}}""", null);
        }

        var call = Pasts.Entry(Pasts.Call(isJudge ? Pasts.Opus : Pasts.Haiku, new TokenUsage(1_000, 0, 0, 0, isJudge ? 1 : 200, 0), Pasts.Noon.AddHours(1))) with { Agent = ShadowCall.Agent };
        await LedgerFixture.WriteAsync(_home.DatabasePath, call);
        var words = JsonSerializer.Serialize(isJudge ? Judge(JsonDocument.Parse(body).RootElement.GetProperty("messages")[1].GetProperty("content").GetString()!) : "Another answer.");
        return Reply(200, isJudge ? $$$"""{"choices":[{"message":{"content":{{{words}}}}}]}""" : $$$"""{"content":[{"type":"text","text":{{{words}}}}]}""", call.Id);
    }

    private static byte[] Reply(int status, string body, string? call) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"HTTP/1.1 {status} Said\r\ncontent-length: {body.Length}\r\n{(call is null ? "" : $"x-relayplane-call-id: {call}\r\n")}connection: close\r\n\r\n{body}"));

    private async Task<(string Head, string Body)> ReadAsync(NetworkStream stream)
    {
        var (text, buffer) = (new StringBuilder(), new byte[4096]);
        while (true)
        {
            text.Append(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, _ended.Token)));
            var so = text.ToString();
            var end = so.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && so.Length - end - HeadEnd >= LengthOf(so[..end]))
            {
                return (so[..end], so[(end + HeadEnd)..]);
            }
        }
    }

    private static int LengthOf(string head) =>
        head.Split("\r\n").FirstOrDefault(line => line.StartsWith("content-length:", StringComparison.OrdinalIgnoreCase)) is { } line
            ? int.Parse(line["content-length:".Length..], CultureInfo.InvariantCulture)
            : 0;
}

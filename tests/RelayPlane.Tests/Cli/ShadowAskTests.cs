using System.Net;
using System.Net.Sockets;
using System.Text;
using RelayPlane.Cli;
using RelayPlane.Config;
using RelayPlane.Hosting;
using RelayPlane.Metering;
using RelayPlane.Replay;
using RelayPlane.Replay.Calibrating;
using RelayPlane.Tests.Replay;
using Xunit;

namespace RelayPlane.Tests.Cli;

/// <summary>What a shadow run sends to the gateway.</summary>
public sealed class ShadowAskTests
{
    [Theory]
    [InlineData(false, "x-relayplane-tag-shadow-of: 0123abcd")]
    [InlineData(true, "x-relayplane-tag-shadow-beside: 0123abcd")]
    public async Task It_says_that_it_is_nobodys_work_which_call_it_asks_again_and_as_which_client(bool recordedIsRouted, string tag)
    {
        var pair = Pair(recordedIsRouted);
        var sent = await SentAsync(asking => asking.AgainAsync(pair, TestContext.Current.CancellationToken));
        Assert.Contains("x-relayplane-agent: relayplane-shadow", sent);
        Assert.Contains(tag, sent);
        Assert.Contains("x-relayplane-bypass: true", sent);
        Assert.Contains("x-relayplane-model: anthropic/claude-haiku-4-5", sent);
        Assert.Contains("x-api-key: key-of-ci", sent);
    }

    [Fact]
    public async Task A_judge_is_asked_in_the_same_way_and_its_answer_is_nobodys()
    {
        var sent = await SentAsync(asking => asking.JudgeAsync(Pair(false), "{}"u8.ToArray(), TestContext.Current.CancellationToken));
        Assert.Contains("x-relayplane-agent: relayplane-shadow", sent);
        Assert.Contains("x-relayplane-tag-judge-of: 0123abcd", sent);
        Assert.DoesNotContain("x-relayplane-tag-shadow-of", sent);
        Assert.Contains("x-api-key: key-of-ci", sent);
    }

    private static ShadowPair Pair(bool recordedIsRouted)
    {
        var call = Pasts.Call(Pasts.Opus, new TokenUsage(10, 0, 0, 0, 5, 0));
        return new("0123abcd", "anthropic", "messages", "anthropic/claude-haiku-4-5", "{}"u8.ToArray(), "Yes.", recordedIsRouted, Pasts.Prompt(call, new Places(Pasts.Prices)));
    }

    /// <summary>The head of the request that comes.</summary>
    private static async Task<string> SentAsync(Func<ShadowAsk, Task> ask)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        gateway.Start();
        using var asking = new ShadowAsk(new RunningFile(1, $"http://{gateway.LocalEndpoint}", "token", default), new ClientKey("ci", "key-of-ci"));
        var asked = ask(asking);
        using var door = await gateway.AcceptTcpClientAsync(cancel);
        var stream = door.GetStream();
        var (head, buffer) = (new StringBuilder(), new byte[4096]);
        while (!head.ToString().EndsWith("{}", StringComparison.Ordinal))
        {
            head.Append(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, cancel)));
        }

        await stream.WriteAsync("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}"u8.ToArray(), cancel);
        await asked;
        return head.ToString();
    }
}

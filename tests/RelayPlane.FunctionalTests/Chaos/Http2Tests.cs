using System.Security.Cryptography;
using Xunit;
using static RelayPlane.FunctionalTests.Chaos.Faulty;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests.Chaos;

/// <summary>Fault 16: what HTTP/2 has of its own, with the published executable, since only a process of its own can be told whom to trust.</summary>
public sealed class Http2Tests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("goaway")]
    [InlineData("refused")]
    [InlineData("internal")]
    public async Task A_connection_or_stream_that_ends_unprocessed_is_tried_again_and_the_client_sees_the_answer_alone(string fault)
    {
        var (told, provider, rows) = await RunAsync(
            (number, peer, stream) => number > 1 ? peer.AnswerAsync(stream)
                : fault == "goaway" ? peer.GoAwayAsync()
                : peer.ResetAsync(stream, (byte)(fault == "refused" ? 7 : 2)),
            1, stream: false);

        Assert.Equal((200, Answer), Assert.Single(told));
        Assert.Equal(2, provider);
        Assert.Equal("answered", rows[^1]["verdict"]);
        Assert.True(fault != "internal" || rows.Count == 2);
    }

    [Fact]
    public async Task A_stream_that_is_reset_after_content_ends_in_an_error_event()
    {
        var (told, provider, rows) = await RunAsync(
            async (_, peer, stream) =>
            {
                await peer.BeginAsync(stream, "text/event-stream");
                await peer.WriteAsync(Http2Peer.Data, 0, stream, Bytes(Start + Text));
                return await peer.ResetAsync(stream, 2);
            },
            1, stream: true);

        var (status, text) = Assert.Single(told);

        // The reset may overtake what came before it: then it is no answer at all, and tried again.
        Assert.True(status == 200 ? text.Contains("event: error\n", StringComparison.Ordinal) : status == 502, text);
        Assert.InRange(provider, 1, 5);
        Assert.All(rows, row => Assert.Equal("faulted", row["verdict"]));
    }

    [Fact]
    public async Task A_connection_that_takes_one_call_at_a_time_is_joined_by_others()
    {
        const int calls = 6;
        var met = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (told, _, rows) = await RunAsync(
            async (_, peer, stream) =>
            {
                // None is answered before all have come: on one connection they never would.
                if (Interlocked.Increment(ref met) == calls)
                {
                    all.SetResult();
                }

                await all.Task;
                return await peer.AnswerAsync(stream);
            },
            calls, stream: false, streams: 1);

        Assert.All(told, one => Assert.Equal((200, Answer), one));
        // What was opened before the provider had said how many it takes may have been tried again, which no client sees.
        Assert.True(rows.Count(row => row["verdict"] is "answered") == calls, string.Join("\n", rows.Select(row => $"{row["verdict"]} {row["status"]} {row["total_us"]} {row["error"]}")));
    }

    private static async Task<((int Status, string Text)[] Told, int Requests, IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows)> RunAsync(
        Func<int, Http2Peer, uint, Task<bool>> script, int calls, bool stream, uint streams = 100)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = TlsTests.SelfSigned(key);
        await using var provider = new Http2Provider(certificate, script, streams).Start();
        using var program = new NativeProgram();
        var authority = Path.Combine(program.Home, "authority.pem");
        await File.WriteAllTextAsync(authority, certificate.ExportCertificatePem(), Cancel);
        await File.WriteAllTextAsync(Path.Combine(program.Home, "config.json"), $$"""{ "providers": { "anthropic": { "baseUrl": "{{provider.Address}}" } } }""", Cancel);
        program.Variables["SSL_CERT_FILE"] = authority;
        using var gateway = program.Start("start", "--port", "0");
        using var client = new HttpClient { BaseAddress = await AotSmokeTests.AddressAsync(gateway) };
        var told = await Task.WhenAll(Enumerable.Range(0, calls).Select(_ => AskAsync(client, stream)));
        NativeProgram.Terminate(gateway);
        await gateway.WaitForExitAsync(Cancel);
        return (told, provider.Requests, Rows.Read(Path.Combine(program.Home, "data.db"), "SELECT * FROM attempts ORDER BY seq"));
    }

    private static async Task<(int Status, string Text)> AskAsync(HttpClient client, bool stream)
    {
        using var request = Post("/v1/messages", stream ? """{"model":"claude-x","stream":true}""" : """{"model":"claude-x"}""", ("x-api-key", "k"), ("x-relayplane-deadline-ms", "20000"));
        using var reply = await client.SendAsync(request, Cancel);
        return ((int)reply.StatusCode, await reply.Content.ReadAsStringAsync(Cancel));
    }
}

using System.Text;
using Xunit;
using static RelayPlane.FunctionalTests.HostileProviderTests;

namespace RelayPlane.FunctionalTests;

public sealed class OddRequestTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"model":"claude-x","metadata":{"user_id":"{\"session_id\":\"\\ud800\"}"}}""")]
    [InlineData("""{"model":"claude-x","metadata":{"user_id":"\ud800"}}""")]
    [InlineData("""{"model":"claude\r\nx-evil: 1"}""")]
    [InlineData("""{"model":"\u0000\u0001"}""")]
    [InlineData("""{"model":"cla\u00e9\ud83d\ude00"}""")]
    public async Task Whatever_a_body_says_of_itself_the_call_is_recorded_once(string body)
    {
        await using var provider = RawProvider.Json("{}");
        await using var lab = await Lab.InFrontOfAsync(provider);
        var text = await RawClient.AskAsync(lab, Request("POST /v1/messages", body), Cancel);
        Assert.StartsWith("HTTP/1.1 200", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\nx-evil", text, StringComparison.Ordinal);
        Assert.Single(await lab.RowsAsync(1, "SELECT id FROM calls"));
        Assert.Equal(0L, (await HealthAsync(lab)).GetProperty("open").GetInt64());
    }

    [Theory]
    [InlineData("""{"model":"rp:\ud800"}""")]
    [InlineData("""{"model":"nobody/\ud800"}""")]
    [InlineData("""{"model":"rp:\r\n\u0000"}""")]
    public async Task A_name_that_is_no_text_is_refused_and_recorded(string body)
    {
        await using var lab = await Lab.StartAsync();
        var text = await RawClient.AskAsync(lab, Request("POST /v1/messages", body), Cancel);
        Assert.StartsWith("HTTP/1.1 40", text, StringComparison.Ordinal);
        Assert.Single(await lab.RowsAsync(1, "SELECT id FROM calls WHERE outcome = 'refused'"));
    }

    [Fact]
    public async Task A_model_name_of_100_KB_does_not_come_back_in_a_header()
    {
        await using var provider = RawProvider.Json("{}");
        await using var lab = await Lab.InFrontOfAsync(provider);
        var text = await RawClient.AskAsync(lab, Request("POST /v1/messages", $$"""{"model":"{{new string('m', 900)}}"}"""), Cancel);
        Assert.StartsWith("HTTP/1.1 200", text, StringComparison.Ordinal);
        Assert.True(text.Length < 8192);
    }

    [Theory]
    [InlineData("/v1/files?key=a%0d%0ax-evil:%201")]
    [InlineData("/v1/files?key=%00")]
    [InlineData("/v1/files?key=%E2%82%AC")]
    [InlineData("/v1/files/%zz/..%2f../%2e%2e//a#b?c=%")]
    [InlineData("//v1//files")]
    [InlineData("/v1/files/@evil.test:80/")]
    [InlineData("/v1beta/models/%0d%0a:generateThing")]
    public async Task A_strange_address_is_one_call_and_adds_no_header(string target)
    {
        await using var provider = RawProvider.Json("{}");
        await using var lab = await Lab.InFrontOfAsync(provider);
        var text = await RawClient.AskAsync(lab, $"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", Cancel);
        Assert.StartsWith("HTTP/1.1 ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("HTTP/1.1 500", text, StringComparison.Ordinal);
        Assert.All(provider.Requests, up => Assert.Null(up.Header("x-evil")));
        Assert.Single(await lab.RowsAsync(1, "SELECT id FROM calls"));
    }

    [Theory]
    [InlineData("GET http://localhost/v1/files HTTP/1.1", "200")]
    [InlineData("OPTIONS * HTTP/1.1", "")]
    [InlineData("CONNECT localhost:443 HTTP/1.1", "")]
    public async Task Other_forms_of_target_are_one_call(string line, string status)
    {
        await using var provider = RawProvider.Json("{}");
        await using var lab = await Lab.InFrontOfAsync(provider);
        var host = line.StartsWith("CONNECT", StringComparison.Ordinal) ? "localhost:443" : "localhost";
        var text = await RawClient.AskAsync(lab, $"{line}\r\nHost: {host}\r\nAuthorization: Bearer k\r\nConnection: close\r\n\r\n", Cancel);
        Assert.StartsWith($"HTTP/1.1 {status}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("HTTP/1.1 500", text, StringComparison.Ordinal);
        Assert.Single(await lab.RowsAsync(1, "SELECT id FROM calls"));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_body_that_is_not_in_the_coding_it_claims_is_a_400(string coding)
    {
        await using var lab = await Lab.StartAsync();
        var text = await RawClient.AskAsync(lab, Request("POST /v1/messages", "this is plain text, whatever was said of it", $"Content-Encoding: {coding}\r\n"), Cancel);
        Assert.StartsWith("HTTP/1.1 400", text, StringComparison.Ordinal);
        Assert.Single(await lab.RowsAsync(1, "SELECT id FROM calls WHERE outcome = 'refused'"));
    }

    [Theory]
    [InlineData("/v1/messages")]
    [InlineData("/v1/files")]
    public async Task A_chunked_upload_that_is_malformed_is_the_clients_own_mistake(string path)
    {
        await using var provider = new RawProvider(async (_, stream, cancel) => await stream.ReadExactlyAsync(new byte[1], cancel));
        await using var lab = await Lab.InFrontOfAsync(provider);
        var text = await RawClient.AskAsync(lab, $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer k\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n2\r\n{{}}\r\nzz\r\n", Cancel);
        Assert.StartsWith("HTTP/1.1 400", text, StringComparison.Ordinal);
        Assert.Single(await lab.RowsAsync(1, "SELECT id FROM calls WHERE outcome = 'refused'"));
    }

    [Theory]
    [InlineData("/v1/messages")]
    [InlineData("/v1/files")]
    public async Task A_client_that_is_gone_before_its_body_was_whole_is_one_call_and_nobodys_failure(string path)
    {
        await using var provider = RawProvider.Json("{}");
        await using var lab = await Lab.InFrontOfAsync(provider);
        using (var raw = await RawClient.ConnectAsync(lab, Cancel))
        {
            await raw.SendAsync($"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer k\r\nContent-Length: 100\r\n\r\n{{\"model\"", Cancel);
            while ((await HealthAsync(lab)).GetProperty("open").GetInt64() == 0)
            {
                await Task.Yield();
            }

            raw.Reset();
        }

        var row = Assert.Single(await lab.RowsAsync(1, "SELECT outcome FROM calls"));

        // Which of the two depends on whether the reset or the end of reading is seen first.
        Assert.Contains(row["outcome"], (object[])["cancelled", "refused"]);
    }

    [Fact]
    public async Task A_client_that_is_gone_while_it_waits_for_the_first_byte_is_one_cancelled_call()
    {
        await using var provider = new RawProvider(async (_, stream, cancel) => await stream.ReadExactlyAsync(new byte[1], cancel));
        await using var lab = await Lab.InFrontOfAsync(provider);
        using (var raw = await RawClient.ConnectAsync(lab, Cancel))
        {
            await raw.SendAsync(Request("POST /v1/messages", """{"model":"claude-x"}"""), Cancel);
            while (provider.Requests.IsEmpty)
            {
                await Task.Yield();
            }

            raw.Reset();
        }

        await provider.HungUp.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        var row = Assert.Single(await lab.RowsAsync(1, "SELECT c.outcome, a.verdict FROM calls c JOIN attempts a ON a.call = c.seq"));
        Assert.Equal(("cancelled", "cancelled"), (row["outcome"], row["verdict"]));
    }

    [Theory]
    [InlineData("Upgrade: websocket\r\n", "501", "failed")]
    [InlineData("BIG", "431", "refused")]
    public async Task A_call_that_is_refused_at_the_door_is_still_a_call(string header, string status, string outcome)
    {
        await using var lab = await Lab.StartAsync();
        var line = header == "BIG" ? $"x-big: {new string('a', 100_000)}\r\n" : header;
        var text = await RawClient.AskAsync(lab, Request("POST /v1/messages", "{}", line), Cancel);
        Assert.StartsWith($"HTTP/1.1 {status}", text, StringComparison.Ordinal);
        Assert.Single(await lab.RowsAsync(1, $"SELECT id FROM calls WHERE outcome = '{outcome}'"));
    }

    [Fact]
    public async Task A_foreign_host_is_no_call()
    {
        await using var lab = await Lab.StartAsync();
        var text = await RawClient.AskAsync(lab, "GET /v1/models HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n", Cancel);
        Assert.StartsWith("HTTP/1.1 403", text, StringComparison.Ordinal);
        Assert.Equal(0L, (await HealthAsync(lab)).GetProperty("calls").GetInt64());
    }

    [Theory]
    [InlineData("/v1/organizations/users")]
    [InlineData("/organizations/users")]
    [InlineData("/v1/%6frganizations/users")]
    [InlineData("/v1/files/../organizations/users")]
    [InlineData("/v1//organizations/users")]
    [InlineData("/v1/organization/users")]
    public async Task An_organizations_administration_never_gets_a_configured_key_however_it_is_spelt(string path)
    {
        await using var provider = RawProvider.Json("{}");
        await using var lab = await Lab.StartAsync($$"""
            { "providers": { "openai": { "baseUrl": "{{provider.Address}}/v1", "apiKey": "env:K" }, "anthropic": { "baseUrl": "{{provider.Address}}", "apiKey": "env:K" } } }
            """, new Dictionary<string, string> { ["K"] = "secret" });
        foreach (var version in (string[])["", "anthropic-version: 2023-06-01\r\n"])
        {
            await RawClient.AskAsync(lab, $"GET {path} HTTP/1.1\r\nHost: localhost\r\n{version}Connection: close\r\n\r\n", Cancel);
        }

        Assert.All(provider.Requests, up => Assert.True(up.Header("authorization") is null && up.Header("x-api-key") is null));
        Assert.Equal(2, (await lab.RowsAsync(2, "SELECT id FROM calls")).Count);
    }

    [Fact]
    public async Task A_chunked_upload_with_an_expectation_goes_up_piece_by_piece()
    {
        await using var provider = RawProvider.Json("{}");
        await using var lab = await Lab.InFrontOfAsync(provider);
        using var raw = await RawClient.ConnectAsync(lab, Cancel);
        await raw.SendAsync("POST /v1/files HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer k\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n", Cancel);
        var line = new byte["HTTP/1.1 100 Continue\r\n\r\n".Length];
        await raw.Stream.ReadExactlyAsync(line, Cancel);
        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", Encoding.Latin1.GetString(line));
        await raw.SendAsync("3\r\nabc\r\n2\r\nde\r\n0\r\nx-trailer: 1\r\n\r\n", Cancel);
        Assert.StartsWith("HTTP/1.1 200", await raw.RestAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal("abcde", Assert.Single(provider.Requests).Text);
    }

    [Fact]
    public async Task A_length_beside_chunks_smuggles_nothing()
    {
        await using var provider = RawProvider.Json("{}");
        await using var lab = await Lab.InFrontOfAsync(provider);
        var text = await RawClient.AskAsync(lab, "POST /v1/files HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer k\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n2\r\nok\r\n0\r\n\r\n", Cancel);
        Assert.StartsWith("HTTP/1.1 ", text, StringComparison.Ordinal);
        Assert.All(provider.Requests, up => Assert.Equal("ok", up.Text));
        Assert.InRange(provider.Requests.Count, 0, 1);
    }

    [Fact]
    public async Task A_provider_that_answers_and_closes_before_the_upload_ends_costs_one_recorded_call()
    {
        await using var provider = new RawProvider((_, _, _) => Task.CompletedTask);
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var serving = Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                // The reply may be lost with the connection: then the call is sent again.
                using var client = await listener.AcceptTcpClientAsync(over.Token);
                await client.GetStream().ReadExactlyAsync(new byte[64], over.Token);
                await client.GetStream().WriteAsync("HTTP/1.1 413 Too Large\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}"u8.ToArray(), over.Token);
            }
        }, Cancel);
        await using var lab = await Lab.StartAsync($$"""{ "providers": { "anthropic": { "baseUrl": "http://127.0.0.1:{{port}}" } } }""");
        var text = await RawClient.AskAsync(lab, Request("POST /v1/messages", $$"""{"model":"claude-x","messages":"{{new string('x', 8 << 20)}}"}"""), Cancel);
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => serving);
        Assert.True(text.StartsWith("HTTP/1.1 413", StringComparison.Ordinal) || text.StartsWith("HTTP/1.1 502", StringComparison.Ordinal), text);
        Assert.Single(await lab.RowsAsync(1, "SELECT id FROM calls"));
    }
}
